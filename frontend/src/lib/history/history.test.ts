import { expect, test } from "vitest";

import { automaticBucket, fits } from "./bucket";
import { presetRange } from "./range";
import { slotsOf } from "./slots";

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

test("times in which nobody was seen are slots without an observation", () => {
  const observed = {
    start: "2026-03-02T10:02:00Z",
    end: "2026-03-02T10:03:00Z",
    probabilities: { happy: 1 },
    dominant: "happy",
    seconds_observed: 30,
    coverage: 0.5,
  };

  const slots = slotsOf({
    emotion_set: "wellbeing",
    bucket: "1m",
    tz: "UTC",
    start: "2026-03-02T10:00:30Z",
    end: "2026-03-02T10:04:00Z",
    labels: ["happy"],
    buckets: [observed],
  });

  expect(slots.map((slot) => slot.observed)).toEqual([null, null, observed, null]);
  expect(new Date(slots[0]?.startMs ?? 0).toISOString()).toBe("2026-03-02T10:00:00.000Z");
});
