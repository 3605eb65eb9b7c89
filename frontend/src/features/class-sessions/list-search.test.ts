import { expect, test } from "vitest";

import { picking } from "./compare/pair";
import { parseCompareSearch, parseListSearch, WHOLE_LIST } from "./list-search";

test("an address that makes no sense shows the whole list", () => {
  const address = { page: -1, search: ["x"], state: "paused", environment: "beach", compare: "x" };

  expect(parseListSearch(address)).toEqual(WHOLE_LIST);
  expect(parseListSearch({})).toEqual(WHOLE_LIST);
});

test("an address is read as it was written", () => {
  const address = { page: 2, search: 7, state: "ended", environment: "seminar", compare: 3 };

  expect(parseListSearch(address)).toEqual({ ...address, search: "7" });
  expect(parseCompareSearch({ a: 3, b: 1.5 })).toEqual({ a: 3, b: undefined });
});

test("two classes are chosen, and a third one is not taken", () => {
  const two = picking(picking([], 5), 3);

  expect(two).toEqual([5, 3]);
  expect(picking(two, 8)).toEqual([5, 3]);
  expect(picking(two, 5)).toEqual([3]);
});
