import { expect, test } from "vitest";

import { troublesOf } from "./troubles";

const GOOD = { status: "ok", database: "ok", networks: "ok" };
const DISK = { total_bytes: 2e9, free_bytes: 1.5e9, is_low: false, low_below_bytes: 1e9 };
const WELL = { readiness: GOOD, disk: DISK, pageVersion: "1", serverVersion: "1" };

test("nothing is wrong with a server that works", () => {
  expect(troublesOf(WELL)).toEqual([]);
  expect(troublesOf({ ...WELL, disk: null })).toEqual([]);
});

test("a server that is not there comes before everything else", () => {
  const low = { ...DISK, is_low: true, free_bytes: 4e8 };

  const titles = troublesOf({ ...WELL, readiness: null, disk: low }).map(({ title }) => title);

  expect(titles).toEqual([
    "The server cannot be reached",
    "Only 400 MB are free on the server's disk",
  ]);
});

test("what the server says is wrong is told in its own words", () => {
  const readiness = { ...GOOD, status: "not_ready", database: "no space is left; free some" };

  expect(troublesOf({ ...WELL, readiness })).toMatchObject([
    { severity: "error", hint: "no space is left; free some" },
  ]);
});

test("a page of another version than the server asks to be loaded again", () => {
  expect(troublesOf({ ...WELL, serverVersion: "2" })).toMatchObject([{ severity: "info" }]);
});
