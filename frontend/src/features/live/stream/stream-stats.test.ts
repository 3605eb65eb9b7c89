import { expect, test } from "vitest";

import { isFailing, isLate, NO_FIGURES, rateText, StreamStats } from "./stream-stats";

test("figures are those of the last three seconds", () => {
  const stats = new StreamStats();
  for (let atMs = 0; atMs < 10_000; atMs += 100) stats.result(atMs, 80);
  stats.dropped(9_950);
  stats.dropped(100);

  const figures = stats.figures(10_000);

  expect(figures.framesPerSecond).toBeCloseTo(10, 0);
  expect(figures.latencyMs).toBe(80);
  expect(figures.dropped).toBe(1);
});

test("the latency is the median, so one slow answer does not show", () => {
  const stats = new StreamStats();
  for (const latencyMs of [50, 60, 900, 55, 58]) stats.result(0, latencyMs);

  expect(stats.figures(500).latencyMs).toBe(58);
});

test("before the first answer there is no latency", () => {
  expect(new StreamStats().figures(500)).toEqual({
    framesPerSecond: 0,
    latencyMs: null,
    dropped: 0,
    failed: 0,
  });
});

test("a stream is failing while errors come and no result does", () => {
  const stats = new StreamStats();
  stats.failed(0);
  stats.failed(100);
  stats.dropped(200);

  const failing = stats.figures(500);
  stats.result(600, 50);
  const recovered = stats.figures(700);

  expect([failing.failed, failing.dropped]).toEqual([2, 1]);
  expect(isFailing(failing)).toBe(true);
  expect(isFailing(recovered)).toBe(false);
  expect(isFailing(NO_FIGURES)).toBe(false);
});

test.each([
  [0.7, "0.7"],
  [9.97, "10"],
  [24.4, "24"],
])("%d frames per second are told as %s", (framesPerSecond, told) => {
  expect(rateText({ ...NO_FIGURES, framesPerSecond })).toBe(told);
});

test("a latency that can be seen is late", () => {
  expect(isLate({ ...NO_FIGURES, latencyMs: 300 })).toBe(false);
  expect(isLate({ ...NO_FIGURES, latencyMs: 1_200 })).toBe(true);
  expect(isLate(NO_FIGURES)).toBe(false);
});
