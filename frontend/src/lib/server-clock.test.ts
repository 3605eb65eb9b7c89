import { expect, test } from "vitest";

import { ServerClock } from "./server-clock";

const NOW_MS = Date.parse("2026-11-20T08:00:00Z");
const MINUTE_MS = 60_000;

/** An answer that took so long, written half way by a server that is so far ahead. */
function hear(clock: ServerClock, aheadMs: number, tookMs = 40, nowMs = NOW_MS): void {
  const date = new Date(nowMs + tookMs / 2 + aheadMs).toUTCString();
  clock.heard(date, { sentAtMs: nowMs, answeredAtMs: nowMs + tookMs });
}

test.each([12 * MINUTE_MS, -12 * MINUTE_MS, 2 * 60 * MINUTE_MS])(
  "a server that is %i ms ahead is known within seconds by its first answer",
  (aheadMs) => {
    const clock = new ServerClock();

    hear(clock, aheadMs);

    expect(Math.abs(clock.aheadMs - aheadMs)).toBeLessThan(1_500);
  },
);

test.each([0, 2_000, -2_000])("clocks that are %i ms apart are the same", (aheadMs) => {
  const clock = new ServerClock();

  hear(clock, aheadMs);

  expect(clock.aheadMs).toBe(0);
});

test("what is known stays while answers fit to it, however long they take", () => {
  const clock = new ServerClock();
  hear(clock, 12 * MINUTE_MS);
  const known = clock.aheadMs;

  for (let second = 0; second < 100; second += 1) {
    hear(clock, 12 * MINUTE_MS, 10 * second, NOW_MS + 1_010 * second);
  }
  hear(clock, 12 * MINUTE_MS, 60 * MINUTE_MS); // the device slept before it read the answer

  expect(clock.aheadMs).toBe(known);
});

test("a clock that was set right is the server's again", () => {
  const clock = new ServerClock();
  hear(clock, 12 * MINUTE_MS);

  hear(clock, 0);

  expect(clock.aheadMs).toBe(0);
});

test.each([null, "", "soon"])("an answer whose time is %o says nothing", (date) => {
  const clock = new ServerClock();

  clock.heard(date, { sentAtMs: NOW_MS, answeredAtMs: NOW_MS });

  expect(clock.aheadMs).toBe(0);
});
