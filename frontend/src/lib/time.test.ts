import { expect, test } from "vitest";

import { ago, clock, clockWithDay, day, dayAndClock, duration, isToday } from "./time";

const NOON = new Date(2026, 10, 20, 12).getTime();
const AFTER_MIDNIGHT = new Date(2026, 10, 20, 0, 1).getTime();
const BEFORE_MIDNIGHT = new Date(2026, 10, 19, 23, 59).getTime();

test("today is a day of the viewer's calendar and not the last 24 hours", () => {
  expect(isToday(AFTER_MIDNIGHT, NOON)).toBe(true);
  expect(isToday(BEFORE_MIDNIGHT, NOON)).toBe(false);
  expect(isToday(BEFORE_MIDNIGHT, AFTER_MIDNIGHT)).toBe(false);
});

test("a time of another day is told with its day", () => {
  expect(clockWithDay(AFTER_MIDNIGHT, NOON)).toBe(clock(AFTER_MIDNIGHT));
  expect(clockWithDay(BEFORE_MIDNIGHT, NOON)).toBe(dayAndClock(BEFORE_MIDNIGHT));
});

test.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min"], // and not 60 s
  [90, "2 min"],
  [3569, "59 min"],
  [3570, "1 h 00 min"],
  [3900, "1 h 05 min"],
])("%d seconds last %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [59, "this minute"],
  [60, "1 minute ago"],
  [3570, "59 minutes ago"],
  [3571, "1 hour ago"], // and not 60 minutes
  [84_600, "23 hours ago"],
  [84_601, "yesterday"], // and not 24 hours
  [6 * 86_400, "6 days ago"],
  [7 * 86_400, day(NOON - 7 * 86_400_000)],
])("what was %d seconds before is told as %s", (seconds, text) => {
  expect(ago(NOON - seconds * 1000, NOON)).toBe(text);
});
