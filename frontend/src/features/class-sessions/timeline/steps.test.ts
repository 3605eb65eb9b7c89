import { expect, test } from "vitest";

import { makeTimeline } from "@/features/class-sessions/testing/make-timeline";
import { meanShares, mostSeen, stepsOf, strongest, tickMs, timelineBucket } from "./steps";

const MINUTE_MS = 60_000;

test("steps are counted from the start of the class, and gaps stay as wide as they were", () => {
  const timeline = makeTimeline({ start: "2026-11-20T08:00:17Z", minutes: [3, null, 2, null] });

  const steps = stepsOf(timeline);

  expect(steps.map(({ seen }) => seen?.students_seen ?? null)).toEqual([3, null, 2, null]);
  expect(steps.map(({ sinceMs }) => sinceMs / MINUTE_MS)).toEqual([0, 1, 2, 3]);
  expect(steps[1]?.startMs).toBe(Date.parse("2026-11-20T08:01:17Z"));
  expect(mostSeen(timeline)).toBe(3);
});

test("a shorter class is filled up with empty steps beside a longer one", () => {
  const steps = stepsOf(makeTimeline({ minutes: [3, 3] }), 4);

  expect(steps.map(({ seen }) => seen !== null)).toEqual([true, true, false, false]);
});

test("a class that has just started has one step", () => {
  expect(stepsOf(makeTimeline({ minutes: [] }))).toHaveLength(1);
});

test("the mean weighs each student's second the same", () => {
  const timeline = makeTimeline({
    minutes: [1, 1],
    shares: [
      { happy: 1, sad: 0 },
      { happy: 0, sad: 1 },
    ],
    seconds: [30, 10],
  });

  expect(meanShares(timeline)).toEqual({ happy: 0.75, sad: 0.25 });
  expect(strongest(meanShares(timeline))).toBe("happy");
  expect(meanShares(timeline, MINUTE_MS)).toEqual({ happy: 1, sad: 0 });
});

test("nothing is made up where no emotion was read", () => {
  const timeline = makeTimeline({ minutes: [4, 4], seconds: [0, 0] });

  expect(meanShares(timeline)).toBeNull();
  expect(strongest(null)).toBeNull();
});

test.each([
  [2, "10s"],
  [45, "1m"],
  [6 * 60, "5m"],
  [3 * 24 * 60, "1h"],
])("a class of %i minutes is shown in steps of %s", (minutes, bucket) => {
  expect(timelineBucket(minutes * MINUTE_MS)).toBe(bucket);
});

test.each([
  [2, 0.5],
  [45, 5],
  [90, 10],
  [600, 60],
])("an axis of %i minutes is labelled every %d minutes", (minutes, every) => {
  expect(tickMs(minutes * MINUTE_MS) / MINUTE_MS).toBe(every);
});
