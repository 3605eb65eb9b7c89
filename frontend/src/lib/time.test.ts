import { expect, test } from "vitest";

import { clock, clockWithDay, dayAndClock, isToday } from "./time";

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
