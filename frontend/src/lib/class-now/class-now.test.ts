import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { ClassNow } from "./class-now";
import type { RecentHistory } from "./recent-history";
import { STEP_MS } from "./step-series";

const START_MS = 100 * STEP_MS;
const NOTHING: RecentHistory = { attended: [], mood: [], trends: new Map() };

function face(studentId: number, happy: number) {
  return makeFace({
    track_id: studentId,
    identity: { status: "known", student_id: studentId, name: `S${studentId}`, similarity: 0.7 },
    emotion: {
      label: happy > 0.5 ? "happy" : "sad",
      probability: Math.max(happy, 1 - happy),
      probabilities: { happy, sad: 1 - happy },
      baseline: false,
    },
  });
}

/** Shows the class the same faces, ten times a second. */
function show(classNow: ClassNow, faces: ReturnType<typeof face>[], fromMs: number, toMs: number) {
  for (let atMs = fromMs; atMs < toMs; atMs += 100) classNow.take(faces, atMs);
}

test("the first look is shown at once, later ones a few times a second", () => {
  const classNow = new ClassNow();
  let shown = 0;
  classNow.roster.subscribe(() => (shown += 1));

  classNow.take([face(1, 1)], START_MS);
  expect(classNow.roster.get().entries.size).toBe(1);

  show(classNow, [face(1, 1)], START_MS + 100, START_MS + 10_000);
  expect(shown).toBeGreaterThan(10);
  expect(shown).toBeLessThan(30);
});

test("the mood is the mean of all, each student's second the same", () => {
  const classNow = new ClassNow();

  show(classNow, [face(1, 1), face(2, 0), face(3, 0)], START_MS, START_MS + 5_000);

  const [step] = classNow.mood.get();
  expect(step?.shares.happy).toBeCloseTo(1 / 3);
  expect(step?.samples).toBe(15);
});

test("a trend grows when a step is over, and is the same array until then", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1)], START_MS, START_MS + STEP_MS + 1_000);
  const trends = classNow.trends.get();
  expect(trends.get(1)).toHaveLength(1);

  show(classNow, [face(1, 1)], START_MS + STEP_MS + 1_000, START_MS + 2 * STEP_MS);
  expect(classNow.trends.get()).toBe(trends);

  show(classNow, [face(1, 1)], START_MS + 2 * STEP_MS, START_MS + 2 * STEP_MS + 1_000);
  expect(classNow.trends.get().get(1)).toHaveLength(2);
});

test("who has left the picture does not count any more, though the roster knows them", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1), face(2, 0)], START_MS, START_MS + STEP_MS);

  show(classNow, [face(1, 1)], START_MS + STEP_MS, START_MS + 3 * STEP_MS);

  expect(classNow.mood.get().at(-1)?.shares.happy).toBeCloseTo(1);
  expect(classNow.roster.get().entries.size).toBe(2);
});

test("history of before this page looked is filled in, and what is seen goes on", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1)], START_MS, START_MS + STEP_MS);
  const before = { startMs: START_MS - STEP_MS, samples: 10, shares: { happy: 0.2, sad: 0.8 } };

  classNow.fill(
    { ...NOTHING, mood: [before], trends: new Map([[1, [before]]]) },
    START_MS + STEP_MS,
  );
  show(classNow, [face(1, 1)], START_MS + STEP_MS, START_MS + STEP_MS + 1_000);

  const happy = (steps: readonly { shares: Readonly<Record<string, number>> }[] = []) =>
    steps.map(({ shares }) => shares.happy);
  expect(happy(classNow.mood.get())).toEqual([0.2, 1, 1]);
  expect(happy(classNow.trends.get().get(1))).toEqual([0.2, 1]);
});

test("another class begins with nothing", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1)], START_MS, START_MS + STEP_MS + 1_000);

  classNow.clear();

  expect(classNow.roster.get().entries.size).toBe(0);
  expect(classNow.mood.get()).toEqual([]);
  expect(classNow.trends.get().size).toBe(0);
  expect(classNow.attention.get()).toBeNull();
});

test("after the clock was set back only what is seen since is shown, and at once", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1)], START_MS, START_MS + 2 * STEP_MS);
  const setBackMs = START_MS - 50 * STEP_MS;

  classNow.take([face(2, 0)], setBackMs);

  expect([...classNow.roster.get().entries.keys()]).toEqual([2]);
  expect(classNow.mood.get().map(({ startMs }) => startMs)).toEqual([setBackMs]);
  expect(classNow.trends.get().size).toBe(0);
});

test("history that is read after the clock was set back replaces what was shown", () => {
  const classNow = new ClassNow();
  show(classNow, [face(1, 1)], START_MS, START_MS + STEP_MS);
  const setBackMs = START_MS - 50 * STEP_MS;
  const step = { startMs: setBackMs - STEP_MS, samples: 10, shares: { happy: 0.2, sad: 0.8 } };

  classNow.fill({ ...NOTHING, mood: [step] }, setBackMs);

  expect(classNow.roster.get().entries.size).toBe(0);
  expect(classNow.mood.get()).toEqual([step]);
});
