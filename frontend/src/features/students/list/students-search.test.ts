import { expect, test } from "vitest";

import { needsEnrollment, parseStudentsSearch } from "./students-search";

const PLAIN = { search: "", page: 1, order: "name", show: "all" };

test.each([
  [{}, PLAIN],
  [
    { search: "ada", page: 2 },
    { ...PLAIN, search: "ada", page: 2 },
  ],
  [{ search: 17 }, { ...PLAIN, search: "17" }],
  [
    { order: "last_seen", show: "missing" },
    { ...PLAIN, order: "last_seen", show: "missing" },
  ],
  [{ search: ["ada"], page: -1, order: "age", show: 7 }, PLAIN],
  [{ page: 1.5 }, PLAIN],
])("the address %j shows %j", (given, shown) => {
  expect(parseStudentsSearch(given)).toEqual(shown);
});

test("the filter asks the server for one kind of student, or for all", () => {
  expect([needsEnrollment("all"), needsEnrollment("ready"), needsEnrollment("missing")]).toEqual([
    null,
    false,
    true,
  ]);
});
