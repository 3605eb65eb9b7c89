/** Why a camera that runs shows nothing that could be looked at. */
export type PictureTrouble = "black" | "frozen" | "muted";

/** 0..255; a covered lens gives less, noise included. */
const DARK_LUMA = 24;
/** A dark room with a lit door or a lamp in it is dark, but not black. */
const LIT_SHARE = 0.02;
/** Longer than a camera takes to adapt when the light is switched. */
const BLACK_AFTER_MS = 4_000;
/** Longer than a camera hangs while the computer is busy. */
const FROZEN_AFTER_MS = 10_000;
/** Who did not look for so long, as in a hidden tab, knows nothing of the time between. */
const LONGEST_GAP_MS = 5_000;

/**
 * Notices a camera that hangs or is covered, from one small grey picture every now and then.
 *
 * The sensor of a live camera is never still: in a calm and empty room, too, its noise changes some
 * of many sampled pixels by a level. So a picture counts as frozen only when not one of them
 * changes, over several seconds. They must be samples, not means, which would hide the noise.
 */
export class PictureWatch {
  #last: Uint8Array | null = null;
  #lookedAtMs = 0;
  #movedAtMs = 0;
  #litAtMs = 0;

  /** Takes the picture of now, as 0..255 per sample, always as many. Null when all is well. */
  look(luma: Uint8Array, nowMs: number): Exclude<PictureTrouble, "muted"> | null {
    const before = nowMs - this.#lookedAtMs > LONGEST_GAP_MS ? null : this.#last;
    if (before === null || !isSame(luma, before)) this.#movedAtMs = nowMs;
    if (before === null || isLit(luma)) this.#litAtMs = nowMs;
    this.#last = luma;
    this.#lookedAtMs = nowMs;
    if (nowMs - this.#litAtMs >= BLACK_AFTER_MS) return "black";
    return nowMs - this.#movedAtMs >= FROZEN_AFTER_MS ? "frozen" : null;
  }

  /** Whether this picture ends what was noticed, however long nobody looked. */
  ends(trouble: Exclude<PictureTrouble, "muted">, luma: Uint8Array): boolean {
    if (trouble === "black") return isLit(luma);
    return this.#last !== null && !isSame(luma, this.#last);
  }

  /** Begins anew, as for another camera. */
  clear(): void {
    this.#last = null;
  }
}

function isSame(luma: Uint8Array, before: Uint8Array): boolean {
  return luma.length === before.length && luma.every((value, index) => value === before[index]);
}

function isLit(luma: Uint8Array): boolean {
  let lit = 0;
  for (const value of luma) if (value > DARK_LUMA) lit += 1;
  return lit > luma.length * LIT_SHARE;
}
