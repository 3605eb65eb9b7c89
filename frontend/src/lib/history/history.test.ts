import { expect, test } from "vitest";

import { automaticBucket, fits } from "./bucket";
import { shortestGapSeconds } from "./gap-size";
import { presetRange } from "./range";

const HOUR_MS = 3_600_000;

test.each([
  [HOUR_MS, "1m"],
  [HOUR_MS / 2, "10s"],
  [24 * HOUR_MS, "5m"],
  [7 * 24 * HOUR_MS, "1h"],
  [365 * 24 * HOUR_MS, "1d"],
  [3650 * 24 * HOUR_MS, "1d"],
])("a range of %i ms is shown in steps of %s", (lengthMs, bucket) => {
  expect(automaticBucket({ startMs: 0, endMs: lengthMs })).toBe(bucket);
});

test("a step that would make thousands of bars, or less than one, is not offered", () => {
  const day = { startMs: 0, endMs: 24 * HOUR_MS };

  expect(fits(day, "10s")).toBe(false);
  expect(fits(day, "1m")).toBe(true);
  expect(fits({ startMs: 0, endMs: HOUR_MS }, "1d")).toBe(false);
});

test("today begins at the local midnight", () => {
  const now = new Date(2026, 2, 14, 15, 9, 26).getTime();

  const { startMs, endMs } = presetRange("today", now);

  expect(new Date(startMs)).toEqual(new Date(2026, 2, 14));
  expect(endMs).toBe(now);
});

test.each([
  ["week", 6],
  ["month", 29],
] as const)(
  "a %s begins at a local midnight, also when clocks were changed since",
  (preset, days) => {
    const now = new Date(2026, 3, 2, 15, 9, 26).getTime(); // days after clocks went forward

    const { startMs, endMs } = presetRange(preset, now);

    expect(new Date(startMs)).toEqual(new Date(2026, 3, 2 - days));
    expect(endMs).toBe(now);
  },
);

test.each([
  [HOUR_MS, 60],
  [24 * HOUR_MS, 120],
  [7 * 24 * HOUR_MS, 300],
  [30 * 24 * HOUR_MS, 900],
  [365 * 24 * HOUR_MS, 3600],
])("in a range of %i ms gaps of %i seconds are told", (lengthMs, seconds) => {
  expect(shortestGapSeconds({ startMs: 0, endMs: lengthMs })).toBe(seconds);
});

test("the server finds gaps in ten years, too", () => {
  const range = { startMs: 0, endMs: 3_652 * 24 * HOUR_MS };

  // It refuses more than 50,000 steps of the shortest gap.
  expect(range.endMs / 1000 / shortestGapSeconds(range)).toBeLessThan(50_000);
});
