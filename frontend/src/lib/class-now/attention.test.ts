import { expect, test } from "vitest";

import { AttentionWatch, FEWEST_MEANT, FEWEST_PRESENT, type Look } from "./attention";

const START_MS = 1_000_000;
const SECOND_MS = 1_000;

/** A class of which so many look tired. */
function looks(present: number, tired: number): Look[] {
  return Array.from({ length: present }, (_, index) => ({
    studentId: index + 1,
    probabilities: index < tired ? { tired: 0.9, happy: 0.1 } : { tired: 0.05, happy: 0.95 },
  }));
}

/** A watch that is shown the class of each second in turn; gives what it said after each. */
function makeWatch() {
  const watch = new AttentionWatch();
  let atMs = START_MS;
  return (seconds: number, classOf: (second: number) => Look[]) =>
    Array.from({ length: seconds }, (_, second) => {
      atMs += SECOND_MS;
      return watch.sample(classOf(second), atMs);
    });
}

test("a group is said when it has looked so for a while, and not before", () => {
  const watch = makeWatch();

  const said = watch(20, () => looks(12, 5));

  expect(said[5]).toBeNull();
  expect(said.at(-1)).toEqual({ label: "tired", count: 5 });
});

test.each([
  ["in a room with few", FEWEST_PRESENT - 1, FEWEST_PRESENT - 1],
  ["of a few only", 20, FEWEST_MEANT - 1],
])("nothing is ever said %s", (_, present, tired) => {
  const said = makeWatch()(120, () => looks(present, tired));

  expect(said.every((attention) => attention === null)).toBe(true);
});

test("a yawn is no matter", () => {
  const watch = makeWatch();
  watch(30, () => looks(12, 0));

  const said = [...watch(4, () => looks(12, 8)), ...watch(60, () => looks(12, 0))];

  expect(said.every((attention) => attention === null)).toBe(true);
});

test("a number that goes up and down every second stays as it was said", () => {
  const watch = makeWatch();
  watch(20, () => looks(12, 5));
  const blinking = (second: number): Look[] => (second % 2 === 0 ? looks(13, 5) : looks(12, 5));

  const said = watch(60, blinking);

  expect(new Set(said.map((attention) => attention?.count))).toEqual(new Set([5]));
});

test("a group that has grown is said anew once, and one that is awake again no more", () => {
  const watch = makeWatch();
  watch(20, () => looks(12, 4));

  const grown = watch(60, () => looks(12, 9)).map((attention) => attention?.count);
  expect(grown[0]).toBe(4);
  expect(grown.at(-1)).toBe(9);
  expect(new Set(grown).size).toBe(2);

  expect(watch(90, () => looks(12, 0)).at(-1)).toBeNull();
});

test("after a pause nothing of before is said", () => {
  const watch = new AttentionWatch();
  for (let second = 0; second < 30; second += 1) {
    watch.sample(looks(12, 5), START_MS + second * SECOND_MS);
  }

  expect(watch.sample(looks(12, 5), START_MS + 300 * SECOND_MS)).toBeNull();
});

test("what is said is never of fewer than could be told apart, however the class changes", () => {
  const watch = makeWatch();
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };

  const said = watch(2_000, () => looks(random(9), random(9)));

  for (const attention of said) {
    if (attention !== null) expect(attention.count).toBeGreaterThanOrEqual(FEWEST_MEANT);
  }
});
