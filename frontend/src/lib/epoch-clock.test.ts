import { expect, test } from "vitest";

import { EpochClock, type ClockJump } from "./epoch-clock";

const START_MS = Date.parse("2026-11-20T08:00:00Z");

/** A device whose two clocks can be moved, the clock of it, and the jumps that were told. */
function makeDevice() {
  const device = { wallMs: START_MS, steadyMs: 700 };
  const clock = new EpochClock({ wallMs: () => device.wallMs, steadyMs: () => device.steadyMs });
  const jumps: (ClockJump | null)[] = [];
  clock.jump.subscribe(() => jumps.push(clock.jump.get()));
  const pass = (ms: number): void => {
    device.wallMs += ms;
    device.steadyMs += ms;
  };
  return { device, clock, jumps, pass };
}

test("time passes as the steady clock says, whatever small steps the device's clock makes", async () => {
  const { device, clock, jumps, pass } = makeDevice();
  expect(clock.nowMs()).toBe(START_MS);

  pass(33.4);
  device.wallMs -= 900;
  expect(clock.nowMs()).toBeCloseTo(START_MS + 33.4);

  await Promise.resolve();
  expect(jumps).toEqual([]);
});

test.each([
  ["a sleep in which the steady clock stood still", 2 * 60 * 60_000],
  ["a clock that was set back", -60 * 60_000],
])("after %s the time is the device's again, and that is told once", async (_, byMs) => {
  const { device, clock, jumps, pass } = makeDevice();
  device.wallMs += byMs;

  expect(clock.nowMs()).toBe(START_MS + byMs);
  pass(1_000);
  expect(clock.nowMs()).toBe(START_MS + byMs + 1_000);

  await Promise.resolve();
  expect(jumps).toEqual([{ byMs }]);
});
