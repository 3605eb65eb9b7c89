import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { TrackMotion } from "./track-motion";

const FRAME_MS = 16;
const WIDTH = 0.1;

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

/** Where a face is, and how far from there its box is drawn on average, in widths of the face. */
interface Scene {
  readonly placeAt: (atMs: number) => number;
  readonly everyMs: number;
  readonly latencyMs: number;
}

/** Plays ten seconds of a scene at 60 pictures a second. */
function meanError({ placeAt, everyMs, latencyMs }: Scene): number {
  const motion = new TrackMotion();
  const errors: number[] = [];
  for (let step = 0; step < 600; step += 1) {
    const nowMs = 1_000 + (step * 1000) / 60;
    const seenMs = nowMs - latencyMs - ((nowMs - latencyMs - 1_000) % everyMs);
    const box = [placeAt(seenMs), 0.4, WIDTH, 0.2] as [number, number, number, number];
    motion.update([makeFace({ box })], { capturedAtMs: seenMs, nowMs });
    const [drawn] = motion.at(nowMs);
    if (step > 60 && drawn !== undefined) errors.push(Math.abs(drawn.box[0] - placeAt(nowMs)));
  }
  return errors.reduce((sum, error) => sum + error, 0) / errors.length / WIDTH;
}

test.each([
  // a result every so often, so long after its frame; at most so much of the face's width
  [60, 70, 0.08],
  [100, 120, 0.16],
])("a head that sways stays in its box with results every %i ms, %i ms late", (...scene) => {
  const [everyMs, latencyMs, most] = scene;
  const placeAt = (atMs: number): number => 0.45 + 0.05 * Math.sin((Math.PI * atMs) / 1000);

  expect(meanError({ placeAt, everyMs, latencyMs })).toBeLessThan(most);
});

test("somebody who walks by is carried on between results", () => {
  const placeAt = (atMs: number): number => 0.05 + 0.00008 * (atMs - 1_000);

  const error = meanError({ placeAt, everyMs: 100, latencyMs: 120 });

  const withoutMotion = (0.00008 * 170) / WIDTH;
  expect(error).toBeLessThan(0.5 * withoutMotion);
});

test("a box that trembles around a still face is calmed", () => {
  const tremble = 0.02 * WIDTH;
  const placeAt = (atMs: number): number =>
    0.4 + tremble * (Math.round((atMs - 1_000) / 100) % 2 === 0 ? 1 : -1);
  const motion = new TrackMotion();
  const places: number[] = [];
  for (let atMs = 1_000; atMs < 4_000; atMs += 100) {
    motion.update([makeFace({ box: [placeAt(atMs), 0.4, WIDTH, 0.2] })], at(atMs));
    paintUntil(motion, atMs, atMs + 84);
    places.push(motion.at(atMs + 99)[0]?.box[0] ?? 0);
  }

  const settled = places.slice(10);
  expect(Math.max(...settled) - Math.min(...settled)).toBeLessThan(0.75 * 2 * tremble);
});

test("a movement that no result confirms comes to rest", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  motion.update([makeFace({ box: [0.2, 0.4, 0.1, 0.2] })], at(1_100));

  const [after] = paintUntil(motion, 1_100, 2_600);
  const [later] = paintUntil(motion, 2_616, 3_000);

  expect(after?.box[0]).toBeLessThan(0.7);
  expect((later?.box[0] ?? 1) - (after?.box[0] ?? 0)).toBeLessThan(0.03);
});

test("a drawn box never jumps to a new result", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  const [before] = paintUntil(motion, 1_000, 1_200);
  motion.update([makeFace({ box: [0.5, 0.4, 0.1, 0.2] })], at(1_200));

  const [after] = motion.at(1_200 + FRAME_MS);

  expect((after?.box[0] ?? 1) - (before?.box[0] ?? 0)).toBeLessThan(0.2);
});

test.each([
  // a face that becomes smaller from one result to the next, and is not seen again
  [0.1, 0.01],
  [0.4, 0.02],
  [0.1, 0.099],
])("a face that shrinks from %f to %f keeps a box that can be drawn", (before, after) => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.4, 0.4, before, 2 * before] })], at(1_000));
  paintUntil(motion, 1_000, 1_300);
  motion.update([makeFace({ box: [0.4, 0.4, after, 2 * after] })], at(1_060));

  for (let nowMs = 1_060; nowMs < 3_000; nowMs += FRAME_MS) {
    for (const { box } of motion.at(nowMs)) expect(Math.min(box[2], box[3])).toBeGreaterThan(0);
  }
});

test("an answer that was overtaken makes nobody disappear", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], at(1_100));
  motion.update([], { capturedAtMs: 1_000, nowMs: 1_110 });

  expect(paintUntil(motion, 1_110, 1_400)[0]?.opacity).toBe(1);
});

test("after a new connection the same track id is another face", () => {
  const motion = new TrackMotion();
  motion.update([makeFace({ box: [0.1, 0.4, 0.1, 0.2] })], at(1_000));
  paintUntil(motion, 1_000, 1_200);

  motion.clear();
  motion.update([makeFace({ box: [0.8, 0.4, 0.1, 0.2] })], at(1_200));

  expect(motion.at(1_216)[0]?.box[0]).toBeCloseTo(0.8);
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

test("a slow server's faces stay, and are the fainter the older their frames are", () => {
  const opacityWith = (latencyMs: number): number => {
    const motion = new TrackMotion();
    let drawn = motion.at(0);
    for (let capturedAtMs = 1_000; capturedAtMs < 9_000; capturedAtMs += 400) {
      motion.update([makeFace()], at(capturedAtMs, latencyMs));
      drawn = paintUntil(motion, capturedAtMs + latencyMs, capturedAtMs + latencyMs + 400);
    }
    return drawn[0]?.opacity ?? 0;
  };

  expect(opacityWith(500)).toBe(1);
  expect(opacityWith(1_500)).toBeLessThan(0.8);
  expect(opacityWith(6_000)).toBeCloseTo(0.45);
});

test("without any result for some seconds nothing is claimed", () => {
  const motion = new TrackMotion();
  motion.update([makeFace()], at(1_000));

  expect(paintUntil(motion, 1_000, 3_400)).toHaveLength(1);
  expect(paintUntil(motion, 3_416, 4_000)).toEqual([]);
});
