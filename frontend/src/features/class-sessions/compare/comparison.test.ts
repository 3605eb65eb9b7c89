import { expect, test } from "vitest";

import { makeEntry } from "@/features/class-sessions/testing/make-entry";
import { makeTimeline } from "@/features/class-sessions/testing/make-timeline";

import { commonMs, compareAttendance, compareShares, tooLittle } from "./comparison";

const MINUTE_MS = 60_000;

/**
 * A class of so many minutes; `happyIn` gives the share of happy in each block of five minutes,
 * `studentsIn` how many students are seen.
 */
function makeClass(
  minutes: number,
  happyIn: (block: number) => number,
  studentsIn: (block: number) => number = () => 10,
) {
  const every = Array.from({ length: minutes }, (_, minute) => minute);
  const students = every.map((minute) => studentsIn(Math.floor(minute / 5)));
  return makeTimeline({
    minutes: students,
    seconds: students.map((count) => count * 30),
    shares: every.map((minute) => {
      const happy = happyIn(Math.floor(minute / 5));
      return { happy, sad: 1 - happy };
    }),
  });
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("classes are compared over the minutes that both have", () => {
  const [short, long] = [makeClass(20, () => 0.5), makeClass(45, (block) => (block < 4 ? 0.5 : 1))];

  const untilMs = commonMs(short, long);

  expect(untilMs).toBe(20 * MINUTE_MS);
  const [happy] = compareShares(short, long, { untilMs, canTell: true });
  expect(happy).toMatchObject({ label: "happy", first: 0.5, second: 0.5, difference: 0 });
});

test("a difference beyond what a class varies by itself is clear", () => {
  const [calm, cheerful] = [
    makeClass(30, (block) => 0.3 + 0.02 * (block % 2)),
    makeClass(30, (block) => 0.6 + 0.02 * (block % 2)),
  ];

  const [happy] = compareShares(calm, cheerful, { untilMs: Infinity, canTell: true });

  expect(happy?.difference).toBeCloseTo(0.3);
  expect(happy?.isClear).toBe(true);
});

test("a difference within what a class varies by itself is not", () => {
  const [one, other] = [
    makeClass(30, (block) => (block % 2 === 0 ? 0.1 : 0.8)),
    makeClass(30, (block) => (block % 2 === 0 ? 0.2 : 0.8)),
  ];

  const [happy] = compareShares(one, other, { untilMs: Infinity, canTell: true });

  expect(happy?.difference).toBeCloseTo(0.05);
  expect(happy?.isClear).toBe(false);
});

test.each([15, 20, 45])(
  "classes of %d minutes that do not differ are seldom told apart",
  (minutes) => {
    const random = makeRandom(7);
    const spread = () => makeClass(minutes, () => 0.2 + 0.4 * random());
    const pairs = Array.from({ length: 400 }, () =>
      compareShares(spread(), spread(), { untilMs: Infinity, canTell: true }),
    );

    const clear = pairs.filter(([happy]) => happy?.isClear).length;

    expect(clear / pairs.length).toBeLessThan(0.08);
  },
);

test("classes that most students leave early are seldom told apart without a difference", () => {
  const random = makeRandom(7);
  const emptying = (block: number) => (block === 0 ? 24 : 2);
  const lesson = () => makeClass(45, () => 0.2 + 0.4 * random(), emptying);
  const pairs = Array.from({ length: 400 }, () =>
    compareShares(lesson(), lesson(), { untilMs: Infinity, canTell: true }),
  );

  const clear = pairs.filter(([happy]) => happy?.isClear).length;

  expect(clear / pairs.length).toBeLessThan(0.08);
});

test("five minutes with few students count as much as with many", () => {
  const lesson = makeClass(
    15,
    (block) => (block === 0 ? 0.9 : 0.3),
    (block) => (block === 0 ? 24 : 2),
  );

  const [happy] = compareShares(lesson, lesson, { untilMs: Infinity, canTell: true });

  expect(happy?.first).toBeCloseTo(0.5);
});

test("shares are shown also where too little was read for a block", () => {
  const glimpses = makeTimeline({ minutes: [4, 4], seconds: [1, 1] });

  const [happy] = compareShares(glimpses, glimpses, { untilMs: Infinity, canTell: false });

  expect(happy).toMatchObject({ first: 1, second: 1, difference: null });
});

test("no difference is told where too little was seen", () => {
  const timeline = makeClass(30, () => 0.5);

  const rows = compareShares(timeline, timeline, { untilMs: Infinity, canTell: false });

  expect(rows.map(({ difference, isClear }) => [difference, isClear])).toEqual([
    [null, false],
    [null, false],
  ]);
});

test.each([
  [makeClass(30, () => 0.5), 10, null],
  [makeClass(30, () => 0.5), 2, { reason: "students", count: 2 }],
  [makeClass(9, () => 0.5), 10, { reason: "blocks", minutes: 9 }],
  [makeTimeline({ minutes: [] }), 10, { reason: "blocks", minutes: 0 }],
  // An hour in which hardly anybody's emotion was read.
  [
    makeTimeline({
      minutes: Array<number>(60).fill(4),
      seconds: Array<number>(60).fill(1),
    }),
    10,
    { reason: "blocks", minutes: 60 },
  ],
])("class %# has enough to be compared, or says why not", (timeline, students, expected) => {
  expect(tooLittle(timeline, students, Infinity)).toEqual(expected);
});

test("attendance tells who was in one of the classes only", () => {
  const first = [
    makeEntry({ student_id: 1, name: "Amara", status: "present" }),
    makeEntry({ student_id: 2, name: "Bilal", status: "late" }),
    makeEntry({ student_id: 3, name: "Chiara", status: "excused" }),
  ];
  const second = [
    makeEntry({ student_id: 1, name: "Amara", status: "left_early" }),
    makeEntry({ student_id: 2, name: "Bilal", status: "not_seen" }),
    makeEntry({ student_id: 3, name: "Chiara", status: "present" }),
    makeEntry({ student_id: 4, name: "Aiko", status: "present" }),
  ];

  const { both, onlyFirst, onlySecond } = compareAttendance(first, second);

  expect(both).toBe(1);
  expect(onlyFirst).toEqual([{ studentId: 2, name: "Bilal", first: "late", second: "not_seen" }]);
  expect(onlySecond.map(({ name, first: before }) => [name, before])).toEqual([
    ["Aiko", undefined],
    ["Chiara", "excused"],
  ]);
});
