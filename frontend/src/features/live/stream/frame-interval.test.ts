import { expect, test } from "vitest";

import { FrameInterval } from "./frame-interval";

/** How many of a camera's pictures are taken in ten seconds. */
function takenOf(interval: FrameInterval, cameraFps: number, startMs = 1_000_000): number {
  let taken = 0;
  for (let frame = 0; frame < 10 * cameraFps; frame += 1) {
    const nowMs = startMs + (frame * 1_000) / cameraFps;
    if (!interval.isDue(nowMs)) continue;
    interval.took(nowMs);
    taken += 1;
  }
  return taken;
}

test("every picture of a usual camera is taken", () => {
  expect(takenOf(new FrameInterval(30), 30)).toBe(300);
});

test.each([
  [12, 30],
  [7, 30],
  [20, 60],
])("at most %d pictures a second are taken of a camera with %d", (rate, cameraFps) => {
  const interval = new FrameInterval(30);
  interval.setMostPerSecond(rate);

  const taken = takenOf(interval, cameraFps);

  expect(taken).toBeLessThanOrEqual(10 * rate + 1);
  expect(taken).toBeGreaterThanOrEqual(9.5 * rate);
});

test("the camera's own rate holds again when the server keeps up", () => {
  const interval = new FrameInterval(30);
  interval.setMostPerSecond(5);
  takenOf(interval, 30);

  interval.setMostPerSecond(null);

  expect(takenOf(interval, 30, 1_010_000)).toBeGreaterThan(290);
});

test("after a pause pictures do not come all at once", () => {
  const interval = new FrameInterval(30);
  interval.setMostPerSecond(10);
  interval.took(0);

  interval.took(10_000);

  expect(interval.isDue(10_033)).toBe(false);
});

test("after a restart the next picture is due, whatever time it is", () => {
  const interval = new FrameInterval(30);
  interval.took(1_000_000);

  interval.restart();

  expect(interval.isDue(500)).toBe(true);
});
