import { expect, test } from "vitest";

import { searchKey } from "./search-key";

test.each([
  ["JOSÉ", "jose"],
  ["Łukasz Đặng", "lukasz dang"],
  ["Søren Þór", "soren thor"],
  ["I\u015f\u0131k", "isik"],
  ["Straße", "strasse"],
  ["李小龙", "李小龙"],
  ["أحمد", "احمد"],
  ["آمنة", "امنة"],
  ["فؤاد", "فواد"],
  ["مُحَمَّد", "محمد"],
  ["שָׁלוֹם", "שלום"],
  ["\ufb2a\u05b4\u05d9\u05e8", "\u05e9\u05d9\u05e8"],
  ["कुमार", "कुमार"],
])("%s is found by %s", (name, key) => {
  expect(searchKey(name)).toBe(key);
});
