import type { Face } from "@/lib/protocol.gen";

import { BoxMotion, mapBox } from "./box-motion";
import type { FractionBox } from "./overlay-geometry";

/** Time constant with which a drawn box closes in on the expected one: no jumps. */
const EASE_MS = 40;
const FADE_IN_MS = 120;
const FADE_OUT_MS = 220;
/** Without any result for so long, nothing is claimed about the picture any more. */
const SILENCE_MS = 2_500;
/** Faces that were seen longer ago than the first are drawn fainter, down to the second. */
const LATE_MS = 1_000;
const VERY_LATE_MS = 3_000;
const FAINTEST = 0.45;

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

interface Track {
  face: Face;
  readonly motion: BoxMotion;
  drawn: FractionBox;
  presence: number;
  gone: boolean;
}

/**
 * Moves boxes between results. A result is about a frame of the past, so a box is carried on along
 * its way to the present, and what is drawn closes in on that.
 */
export class TrackMotion {
  readonly #tracks = new Map<number, Track>();
  #drawnAtMs = 0;
  #heardAtMs = 0;
  #newestAtMs = 0;

  /** Takes the faces of a result, which arrived at `nowMs`; one that was overtaken says nothing. */
  update(faces: readonly Face[], { capturedAtMs, nowMs }: ResultTimes): void {
    this.#heardAtMs = nowMs;
    if (capturedAtMs <= this.#newestAtMs) return;
    this.#newestAtMs = capturedAtMs;
    const present = new Set(faces.map((face) => face.track_id));
    for (const [trackId, track] of this.#tracks) track.gone = !present.has(trackId);
    for (const face of faces) this.#put(face, capturedAtMs);
  }

  /** Where everybody is now. Call once per painted frame. */
  at(nowMs: number): readonly DrawnFace[] {
    const elapsedMs = Math.min(100, Math.max(0, nowMs - this.#drawnAtMs));
    this.#drawnAtMs = nowMs;
    const drawn: DrawnFace[] = [];
    for (const [trackId, track] of this.#tracks) {
      this.#step(track, nowMs, elapsedMs);
      if (track.presence <= 0) this.#tracks.delete(trackId);
      else drawn.push({ face: track.face, box: track.drawn, opacity: opacityOf(track, nowMs) });
    }
    return drawn;
  }

  /** Forgets everybody: another source, or another connection, whose track ids start anew. */
  clear(): void {
    this.#tracks.clear();
    this.#newestAtMs = 0;
  }

  #put(face: Face, atMs: number): void {
    const known = this.#tracks.get(face.track_id);
    if (known === undefined) {
      const motion = new BoxMotion(face.box, atMs);
      const track = { face, motion, drawn: face.box, presence: 0.01, gone: false };
      this.#tracks.set(face.track_id, track);
      return;
    }
    known.motion.see(face.box, atMs);
    known.face = face;
  }

  #step(track: Track, nowMs: number, elapsedMs: number): void {
    // What closes in on a moving target stays behind it by its time constant.
    const target = track.motion.at(nowMs + EASE_MS);
    const share = 1 - Math.exp(-elapsedMs / EASE_MS);
    const { drawn } = track;
    track.drawn = mapBox((index) => drawn[index] + (target[index] - drawn[index]) * share);
    const leaving = track.gone || nowMs - this.#heardAtMs > SILENCE_MS;
    track.presence = leaving
      ? track.presence - elapsedMs / FADE_OUT_MS
      : Math.min(1, track.presence + elapsedMs / FADE_IN_MS);
  }
}

function opacityOf({ presence, motion }: Track, nowMs: number): number {
  const lateness = (nowMs - motion.seenAtMs - LATE_MS) / (VERY_LATE_MS - LATE_MS);
  return presence * (1 - (1 - FAINTEST) * Math.min(1, Math.max(0, lateness)));
}
