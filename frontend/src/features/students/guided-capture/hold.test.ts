import { expect, test } from "vitest";

import { hold, NO_HOLD } from "./hold";

const progressOf = (looks: readonly (readonly [isGood: boolean, nowMs: number])[]): number =>
  looks.reduce((before, [isGood, nowMs]) => hold(before, isGood, nowMs), NO_HOLD).progress;

test.each<[string, [boolean, number][], number]>([
  ["nothing seen", [], 0],
  ["the first good look", [[true, 0]], 0],
  [
    "three quick looks are too short",
    [
      [true, 0],
      [true, 100],
      [true, 200],
    ],
    200 / 700,
  ],
  [
    "three looks over a moment",
    [
      [true, 0],
      [true, 400],
      [true, 800],
    ],
    1,
  ],
  [
    "two slow looks may be chance",
    [
      [true, 0],
      [true, 2000],
    ],
    2 / 3,
  ],
  [
    "a bad look begins it anew",
    [
      [true, 0],
      [true, 400],
      [false, 800],
      [true, 1200],
    ],
    0,
  ],
])("%s", (_, looks, progress) => {
  expect(progressOf(looks)).toBeCloseTo(progress);
});
