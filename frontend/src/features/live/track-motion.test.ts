import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { TrackMotion } from "./track-motion";

const FRAME_MS = 16;

/** A result that arrived `latencyMs` after its frame was taken. */
function at(capturedAtMs: number, latencyMs = 0) {
  return { capturedAtMs, nowMs: capturedAtMs + latencyMs };
}

/** Paints every 16 ms until `endMs` and gives the last picture. */
function paintUntil(motion: TrackMotion, startMs: number, endMs: number) {
  for (let nowMs = startMs; nowMs < endMs; nowMs += FRAME_MS) motion.at(nowMs);
  return motion.at(endMs);
}

test("a new face appears at its place and fades in", () => {
  const motion = new TrackMotion();
  motion.at(1_000);
  motion.update([makeFace()], at(1_000));

  const [early] = motion.at(1_016);
  expect(early?.box).toEqual([0.4, 0.4, 0.1, 0.2]);
  expect(early?.opacity).toBeLessThan(0.5);

  const [later] = paintUntil(motion, 1_032, 1_200);
  expect(later?.opacity).toBe(1);
});

test("between results a moving face is carried on along its way", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  motion.update([makeFace({ box: [0.2, 0.4, 0.1, 0.2] })], at(1_100));

  const [drawn] = paintUntil(motion, 1_100, 1_180);

  expect(drawn?.box[0]).toBeGreaterThan(0.2);
  expect(drawn?.box[0]).toBeLessThan(0.29);
});

test("a prediction ends when no result confirms it", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  motion.update([makeFace({ box: [0.2, 0.4, 0.1, 0.2] })], at(1_100));

  const [drawn] = paintUntil(motion, 1_100, 2_000);

  expect(drawn?.box[0]).toBeCloseTo(0.2 + 0.001 * 180, 2);
});

test("a drawn box never jumps to a new result", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  const [before] = paintUntil(motion, 1_000, 1_200);
  motion.update([makeFace({ box: [0.5, 0.4, 0.1, 0.2] })], at(1_200));

  const [after] = motion.at(1_200 + FRAME_MS);

  expect((after?.box[0] ?? 1) - (before?.box[0] ?? 0)).toBeLessThan(0.2);
});

test("an answer that was overtaken changes nothing", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.3, 0.4, 0.1, 0.2] })], at(1_100));
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));

  const [drawn] = paintUntil(motion, 1_100, 1_300);

  expect(drawn?.box[0]).toBeCloseTo(0.3);
});

test("a face that left fades out and is forgotten", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], at(1_000));
  paintUntil(motion, 1_000, 1_300);

  motion.update([], at(1_300));

  expect(motion.at(1_316)[0]?.opacity).toBeLessThan(1);
  expect(paintUntil(motion, 1_332, 1_700)).toEqual([]);
});

test("a slow server's faces stay, however old their frames are", () => {
  const motion = new TrackMotion();
  for (let capturedAtMs = 1_000; capturedAtMs < 9_000; capturedAtMs += 900) {
    motion.update([makeFace()], at(capturedAtMs, 1_500));

    const [drawn] = paintUntil(motion, capturedAtMs + 1_500, capturedAtMs + 2_400);
    expect(drawn?.opacity).toBe(1);
  }
});

test("without any result for some seconds nothing is claimed", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], at(1_000));

  expect(paintUntil(motion, 1_000, 3_400)).toHaveLength(1);
  expect(paintUntil(motion, 3_416, 4_000)).toEqual([]);
});
