import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { dayByKey, firstWeekday, monthStart, monthsUntil, type CalendarMonth } from "./calendar";
import { scaleOf } from "./calendar-value";

const HOUR_MS = 3_600_000;
const MONDAY = 1;
const SUNDAY = 0;

// Clocks go forward on 29 March 2026 and back on 25 October there.
beforeAll(() => {
  vi.stubEnv("TZ", "Europe/Berlin");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

function month(year: number, index: number, weekStart = MONDAY): CalendarMonth {
  const [only] = monthsUntil(new Date(year, index, 15).getTime(), 1, weekStart);
  if (only === undefined) throw new Error("There is no month.");
  return only;
}

function daysOf({ weeks }: CalendarMonth) {
  return weeks.flat().filter((day) => day !== null);
}

test("a month has all its days, in rows of seven", () => {
  const february = month(2028, 1);

  expect(daysOf(february).map((day) => day.dayOfMonth)).toEqual(
    Array.from({ length: 29 }, (_, index) => index + 1),
  );
  expect(february.weeks.every((week) => week.length === 7)).toBe(true);
});

test("the first row begins with the first day of the week", () => {
  const ofMonday = month(2026, 2, MONDAY).weeks[0];
  const ofSunday = month(2026, 2, SUNDAY).weeks[0];

  // 1 March 2026 is a Sunday.
  expect(ofMonday?.map((day) => day?.dayOfMonth ?? null)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    1,
  ]);
  expect(ofSunday?.[0]?.dayOfMonth).toBe(1);
});

test("a day is as long as clocks make it", () => {
  const lengthOf = (index: number, dayOfMonth: number) => {
    const day = daysOf(month(2026, index))[dayOfMonth - 1];
    return day === undefined ? 0 : (day.endMs - day.startMs) / HOUR_MS;
  };

  expect(new Date(2026, 2, 29).getTimezoneOffset()).toBe(-60); // the zone is that of the test
  expect([lengthOf(2, 28), lengthOf(2, 29), lengthOf(9, 25)]).toEqual([24, 23, 25]);
});

test("days of neighbouring months follow each other without a gap", () => {
  const months = monthsUntil(new Date(2026, 11, 31).getTime(), 12, MONDAY);
  const days = months.flatMap(daysOf);

  expect(days).toHaveLength(365);
  for (const [index, day] of days.entries()) {
    expect(day.startMs).toBe(days[index - 1]?.endMs ?? monthStart(day.startMs));
  }
});

test.each([
  ["ArrowRight", [2026, 3, 1]],
  ["ArrowLeft", [2026, 2, 30]],
  ["ArrowDown", [2026, 3, 7]],
  ["ArrowUp", [2026, 2, 24]],
  ["PageUp", [2026, 1, 28]],
  ["PageDown", [2026, 3, 30]],
  ["Home", [2026, 0, 1]],
  ["End", [2026, 3, 30]],
] as const)("%s on 31 March leads to the day %j", (key, [year, index, day]) => {
  const days = monthsUntil(new Date(2026, 3, 1).getTime(), 4, MONDAY).flatMap(daysOf);

  const reached = dayByKey(key, new Date(2026, 2, 31).getTime(), days);

  expect(new Date(reached?.startMs ?? 0)).toEqual(new Date(year, index, day));
});

test("keys lead nowhere beyond what is shown, and other keys are not taken", () => {
  const days = daysOf(month(2026, 2));

  expect(dayByKey("ArrowLeft", new Date(2026, 2, 1).getTime(), days)).toBeNull();
  expect(dayByKey("PageUp", new Date(2026, 2, 1).getTime(), days)).toBeNull();
  expect(dayByKey("a", new Date(2026, 2, 1).getTime(), days)).toBeNull();
});

test("weeks begin as they do where the viewer lives", () => {
  expect([firstWeekday("de-DE"), firstWeekday("en-US")]).toEqual([MONDAY, SUNDAY]);
});

test.each([
  [[], "seen", 60],
  [[50], "seen", 60],
  [[1_000], "seen", 1_200],
  [[9_000], "seen", 10_800],
  [[0.31], "happy", 0.4],
  [[0.02], "happy", 0.1],
  [[1], "happy", 1],
] as const)("days of %j are shown on a scale of %s up to %f", (values, measure, scale) => {
  const buckets = values.map((value) => ({
    start: "",
    end: "",
    probabilities: { happy: value },
    dominant: "happy",
    seconds_observed: value,
    coverage: 0,
  }));

  expect(scaleOf(buckets, measure)).toBeCloseTo(scale);
});
