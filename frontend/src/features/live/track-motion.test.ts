import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { TrackMotion } from "./track-motion";

const FRAME_MS = 16;

/** Paints every 16 ms until `endMs` and gives the last picture. */
function paintUntil(motion: TrackMotion, startMs: number, endMs: number) {
  for (let nowMs = startMs; nowMs < endMs; nowMs += FRAME_MS) motion.at(nowMs);
  return motion.at(endMs);
}

test("a new face appears at its place and fades in", () => {
  const motion = new TrackMotion();
  motion.at(1_000);
  motion.update([makeFace()], 1_000);

  const [early] = motion.at(1_016);
  expect(early?.box).toEqual([0.4, 0.4, 0.1, 0.2]);
  expect(early?.opacity).toBeLessThan(0.5);

  const [later] = paintUntil(motion, 1_032, 1_200);
  expect(later?.opacity).toBe(1);
});

test("between results a moving face is carried on along its way", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], 1_000);
  motion.update([makeFace({ box: [0.2, 0.4, 0.1, 0.2] })], 1_100);

  const [drawn] = paintUntil(motion, 1_100, 1_180);

  expect(drawn?.box[0]).toBeGreaterThan(0.2);
  expect(drawn?.box[0]).toBeLessThan(0.29);
});

test("a prediction ends when no result confirms it", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], 1_000);
  motion.update([makeFace({ box: [0.2, 0.4, 0.1, 0.2] })], 1_100);

  const [drawn] = paintUntil(motion, 1_100, 2_000);

  expect(drawn?.box[0]).toBeCloseTo(0.2 + 0.001 * 180, 2);
});

test("a drawn box never jumps to a new result", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], 1_000);
  const [before] = paintUntil(motion, 1_000, 1_200);
  motion.update([makeFace({ box: [0.5, 0.4, 0.1, 0.2] })], 1_200);

  const [after] = motion.at(1_200 + FRAME_MS);

  expect((after?.box[0] ?? 1) - (before?.box[0] ?? 0)).toBeLessThan(0.2);
});

test("an answer that was overtaken changes nothing", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.3, 0.4, 0.1, 0.2] })], 1_100);
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], 1_000);

  const [drawn] = paintUntil(motion, 1_100, 1_300);

  expect(drawn?.box[0]).toBeCloseTo(0.3);
});

test("a face that left fades out and is forgotten", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], 1_000);
  paintUntil(motion, 1_000, 1_300);

  motion.update([], 1_300);

  expect(motion.at(1_316)[0]?.opacity).toBeLessThan(1);
  expect(paintUntil(motion, 1_332, 1_700)).toEqual([]);
});

test("without results for more than a second nothing is claimed", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], 1_000);

  expect(paintUntil(motion, 1_000, 2_100)).toHaveLength(1);
  expect(paintUntil(motion, 2_116, 2_600)).toEqual([]);
});
