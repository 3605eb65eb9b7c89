import { expect, test } from "vitest";

import { stackedAreas } from "./stacked-area";
import { STEP_MS, type Step } from "./step-series";

const LABELS = ["happy", "neutral", "tired"];
const START_MS = Date.UTC(2026, 10, 20, 8);
const FRAME = { startMs: START_MS, endMs: START_MS + 10 * STEP_MS, width: 100, height: 10 };

function step(index: number, happy: number): Step {
  const shares = { happy, neutral: 1 - happy, tired: 0 };
  return { startMs: START_MS + index * STEP_MS, samples: 10, shares };
}

/** The corners of path data, for each part of it. */
function corners(path: string | undefined): number[][][] {
  return [...(path ?? "").matchAll(/M([^Z]*)Z/g)].map(([, part = ""]) =>
    part.split("L").map((corner) => corner.split(" ").map(Number)),
  );
}

test("without a step nothing is drawn", () => {
  expect(stackedAreas([], LABELS, FRAME)).toEqual(["", "", ""]);
});

test("a single step is as wide as it was long, and divided by its shares", () => {
  const [happy, neutral] = stackedAreas([step(2, 0.25)], LABELS, FRAME);

  const [first] = corners(happy);
  expect(first?.map(([x]) => x)).toEqual([20, 25, 30, 30, 25, 20]);
  expect(first?.slice(0, 3).map(([, y]) => y)).toEqual([7.5, 7.5, 7.5]);
  expect(
    corners(neutral)[0]
      ?.slice(0, 3)
      .map(([, y]) => y),
  ).toEqual([0, 0, 0]);
});

test("times in which nobody was seen stay empty, a single missing step does not", () => {
  const steps = [step(0, 0.5), step(2, 0.5), step(6, 0.5)];

  const [happy] = stackedAreas(steps, LABELS, FRAME);

  const parts = corners(happy).map((part) => part.map(([x = 0]) => x));
  expect(parts).toHaveLength(2);
  expect(Math.max(...(parts[0] ?? []))).toBe(30);
  expect(Math.min(...(parts[1] ?? []))).toBe(60);
});

test("steps of before the frame are left out, and none reaches beyond it", () => {
  const steps = [step(-5, 0.5), step(-1, 0.5), step(0, 0.5), step(9, 0.5), step(10, 0.5)];

  const frame = {
    ...FRAME,
    startMs: START_MS - STEP_MS / 2,
    endMs: START_MS + 9.5 * STEP_MS,
  };
  const xs = stackedAreas(steps, LABELS, frame)
    .flatMap(corners)
    .flatMap((part) => part.map(([x = NaN]) => x));

  expect(xs.every((x) => x >= 0 && x <= 100)).toBe(true);
});

test("the areas of other labels than those of the frame do not leave a hole", () => {
  const odd = { startMs: START_MS, samples: 1, shares: { happy: 0.3, surprise: 0.7 } };

  const [happy] = stackedAreas([odd], LABELS, FRAME);

  expect(corners(happy)[0]?.[0]).toEqual([0, 0]);
});
