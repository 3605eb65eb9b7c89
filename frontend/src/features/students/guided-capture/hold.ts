/** For how long a good look was held. */
export interface Hold {
  /** Milliseconds; null while the look is not good. */
  readonly sinceMs: number | null;
  readonly looks: number;
  /** 0..1 */
  readonly progress: number;
}

export const NO_HOLD: Hold = { sinceMs: null, looks: 0, progress: 0 };

const HOLD_MS = 700;
/** A slow server looks less often: one good look may be chance. */
const LOOKS = 3;

/** Takes the next look into account; a photo is due when `progress` is 1. */
export function hold(before: Hold, isGood: boolean, nowMs: number): Hold {
  if (!isGood) return NO_HOLD;
  const sinceMs = before.sinceMs ?? nowMs;
  const looks = before.looks + 1;
  const progress = Math.min(looks / LOOKS, (nowMs - sinceMs) / HOLD_MS, 1);
  return { sinceMs, looks, progress };
}
