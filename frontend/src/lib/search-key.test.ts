import { expect, test } from "vitest";

import { searchKey } from "./search-key";

test.each([
  ["JOSÉ", "jose"],
  ["Łukasz Đặng", "lukasz dang"],
  ["Søren Þór", "soren thor"],
  ["I\u015f\u0131k", "isik"],
  ["Straße", "strasse"],
  ["李小龙", "李小龙"],
])("%s is found by %s", (name, key) => {
  expect(searchKey(name)).toBe(key);
});
