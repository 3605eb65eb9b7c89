import type { Face } from "@/lib/protocol.gen";

import type { FractionBox } from "./overlay-geometry";

/** A face is carried on along its way for this long when no newer result came. */
const LONGEST_PREDICTION_MS = 180;
/** Time constant with which a drawn box closes in on the predicted one: no jumps, little lag. */
const EASE_MS = 45;
const FADE_IN_MS = 120;
const FADE_OUT_MS = 220;
/** Without any result for so long, nothing is claimed about the picture any more. */
const SILENCE_MS = 2_500;
/** Two sights further apart than this tell no velocity. */
const LONGEST_STEP_MS = 1_200;

export interface DrawnFace {
  readonly face: Face;
  readonly box: FractionBox;
  /** 0..1 */
  readonly opacity: number;
}

interface ResultTimes {
  /** When the frame was taken. */
  readonly capturedAtMs: number;
  readonly nowMs: number;
}

interface Sample {
  readonly atMs: number;
  readonly box: FractionBox;
}

interface Track {
  face: Face;
  last: Sample;
  /** Change of the box per millisecond. */
  velocity: FractionBox;
  drawn: FractionBox;
  opacity: number;
  gone: boolean;
}

const STILL: FractionBox = [0, 0, 0, 0];

/**
 * Moves boxes between results. A result is about a frame of the past, so a box is carried on with
 * its velocity to the present, and what is drawn eases towards that.
 */
export class TrackMotion {
  readonly #tracks = new Map<number, Track>();
  #drawnAtMs = 0;
  #heardAtMs = 0;

  /** Takes the faces of the newest result, which arrived at `nowMs`. */
  update(faces: readonly Face[], { capturedAtMs, nowMs }: ResultTimes): void {
    this.#heardAtMs = nowMs;
    const present = new Set(faces.map((face) => face.track_id));
    for (const [trackId, track] of this.#tracks) track.gone = !present.has(trackId);
    for (const face of faces) this.#put(face, capturedAtMs);
  }

  /** Where everybody is now. Call once per painted frame. */
  at(nowMs: number): readonly DrawnFace[] {
    const elapsedMs = Math.min(100, Math.max(0, nowMs - this.#drawnAtMs));
    this.#drawnAtMs = nowMs;
    for (const [trackId, track] of this.#tracks) {
      this.#step(track, nowMs, elapsedMs);
      if (track.opacity <= 0) this.#tracks.delete(trackId);
    }
    return [...this.#tracks.values()].map(({ face, drawn, opacity }) => ({
      face,
      box: drawn,
      opacity,
    }));
  }

  clear(): void {
    this.#tracks.clear();
  }

  #put(face: Face, atMs: number): void {
    const known = this.#tracks.get(face.track_id);
    const last = { atMs, box: face.box };
    if (known === undefined) {
      const drawn = face.box;
      this.#tracks.set(face.track_id, {
        face,
        last,
        velocity: STILL,
        drawn,
        opacity: 0.01,
        gone: false,
      });
      return;
    }
    if (atMs <= known.last.atMs) return; // an answer that was overtaken
    known.velocity = velocityBetween(known.last, last);
    known.last = last;
    known.face = face;
  }

  #step(track: Track, nowMs: number, elapsedMs: number): void {
    const ageMs = nowMs - track.last.atMs;
    const aheadMs = Math.min(LONGEST_PREDICTION_MS, Math.max(0, ageMs));
    const target = combine(track.last.box, track.velocity, aheadMs);
    const share = 1 - Math.exp(-elapsedMs / EASE_MS);
    track.drawn = combine(track.drawn, difference(target, track.drawn), share);
    const leaving = track.gone || nowMs - this.#heardAtMs > SILENCE_MS;
    track.opacity = leaving
      ? track.opacity - elapsedMs / FADE_OUT_MS
      : Math.min(1, track.opacity + elapsedMs / FADE_IN_MS);
  }
}

function velocityBetween(from: Sample, to: Sample): FractionBox {
  const elapsedMs = to.atMs - from.atMs;
  if (elapsedMs > LONGEST_STEP_MS) return STILL;
  return combine(STILL, difference(to.box, from.box), 1 / elapsedMs);
}

function combine(start: FractionBox, direction: FractionBox, factor: number): FractionBox {
  return [
    start[0] + direction[0] * factor,
    start[1] + direction[1] * factor,
    start[2] + direction[2] * factor,
    start[3] + direction[3] * factor,
  ];
}

function difference(a: FractionBox, b: FractionBox): FractionBox {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]];
}
