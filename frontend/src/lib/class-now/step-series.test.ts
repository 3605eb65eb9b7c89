import { expect, test } from "vitest";

import { meanShares, STEP_MS, StepSeries, strongest, type Step } from "./step-series";

const START_MS = 100 * STEP_MS;
const KEPT_MS = 3 * STEP_MS;

function step(index: number, samples: number, happy = 1): Step {
  return { startMs: START_MS + index * STEP_MS, samples, shares: { happy, sad: 1 - happy } };
}

test("looks within ten seconds are one step, with their mean", () => {
  const series = new StepSeries(KEPT_MS);

  series.add({ happy: 1, sad: 0 }, START_MS + 1_000);
  series.add({ happy: 0.5, sad: 0.5 }, START_MS + 9_999);

  expect(series.steps).toEqual([step(0, 2, 0.75)]);
});

test("a step is closed by the first look of a later one", () => {
  const series = new StepSeries(KEPT_MS);
  series.add({ happy: 1, sad: 0 }, START_MS);
  const before = series.closed;

  series.add({ happy: 1, sad: 0 }, START_MS + 500);
  expect(series.closed).toBe(before);

  series.add({ happy: 0, sad: 1 }, START_MS + 2 * STEP_MS);
  expect(series.closed).toEqual([step(0, 2)]);
  expect(series.steps).toEqual([step(0, 2), step(2, 1, 0)]);
});

test("what is older than the series keeps is forgotten", () => {
  const series = new StepSeries(KEPT_MS);

  for (let index = 0; index < 50; index += 1) {
    series.add({ happy: 1, sad: 0 }, START_MS + index * STEP_MS);
  }

  expect(series.steps.map(({ startMs }) => (startMs - START_MS) / STEP_MS)).toEqual([47, 48, 49]);
});

test("history fills what was not seen, and the fuller of two steps is kept", () => {
  const series = new StepSeries(10 * STEP_MS);
  series.add({ happy: 1, sad: 0 }, START_MS + 2 * STEP_MS);
  series.add({ happy: 1, sad: 0 }, START_MS + 3 * STEP_MS);

  series.fill([step(1, 10, 0.2), step(2, 10, 0.2), step(3, 10, 0.2)]);
  series.fill([step(1, 4, 0.9)]);

  expect(series.steps).toEqual([step(1, 10, 0.2), step(2, 10, 0.2), step(3, 10, 0.2)]);
});

test("the mean of steps counts every look the same", () => {
  const { happy, sad } = meanShares([step(0, 30, 1), step(1, 10, 0)]);

  expect(happy).toBeCloseTo(0.75);
  expect(sad).toBeCloseTo(0.25);
  expect(meanShares([])).toEqual({});
});

test("the strongest emotions are named in their order", () => {
  expect(strongest({ angry: 0.1, happy: 0.6, neutral: 0.3 }, 2)).toEqual(["happy", "neutral"]);
});
