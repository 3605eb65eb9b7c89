import { expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";

import { stepAt, stepsOf, stepsWithin, withDetail } from "./steps";

const HOUR_MS = 3_600_000;

function history(bucketMs: number, startMs: number, endMs: number): Schemas["EmotionHistory"] {
  const buckets = [];
  for (let ms = startMs; ms < endMs; ms += bucketMs) {
    buckets.push({
      start: new Date(ms).toISOString(),
      end: new Date(ms + bucketMs).toISOString(),
      probabilities: { happy: 1 },
      dominant: "happy",
      seconds_observed: 1,
      coverage: 0.5,
    });
  }
  return {
    emotion_set: "wellbeing",
    bucket: "1h",
    tz: "UTC",
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    labels: ["happy"],
    buckets,
  };
}

const COARSE = stepsOf(history(HOUR_MS, 0, 10 * HOUR_MS));

test("fine steps stand in the place of the coarse ones, in order of time and without overlap", () => {
  const steps = withDetail(COARSE, history(HOUR_MS / 4, 2.5 * HOUR_MS, 4.25 * HOUR_MS));

  for (const [index, step] of steps.entries()) {
    expect(step.startMs).toBeGreaterThanOrEqual(steps[index - 1]?.endMs ?? 0);
  }
  expect(steps.filter(({ startMs, endMs }) => endMs - startMs < HOUR_MS)).toHaveLength(7);
  expect(steps[0]?.startMs).toBe(0);
  expect(steps.at(-1)?.endMs).toBe(10 * HOUR_MS);
});

test("without fine steps the coarse ones stay", () => {
  expect(withDetail(COARSE, null)).toBe(COARSE);
});

test("a moment belongs to the step around it, and to none in a gap", () => {
  const steps = [...COARSE.slice(0, 2), ...COARSE.slice(5)];

  expect(stepAt(steps, 1.5 * HOUR_MS)?.startMs).toBe(HOUR_MS);
  expect(stepAt(steps, HOUR_MS)?.startMs).toBe(HOUR_MS);
  expect(stepAt(steps, 3 * HOUR_MS)).toBeNull();
  expect(stepAt(steps, 11 * HOUR_MS)).toBeNull();
  expect(stepAt([], 0)).toBeNull();
});

test("a step counts to a range when a part of it lies there", () => {
  const within = stepsWithin(COARSE, { startMs: 1.5 * HOUR_MS, endMs: 3 * HOUR_MS });

  expect(within.map(({ startMs }) => startMs / HOUR_MS)).toEqual([1, 2]);
});
