import { automaticBucket, bucketMs } from "./bucket";
import type { TimeRange } from "./range";

/** Nothing finer is stored than seconds: a minute is the least that is worth looking at. */
const SHORTEST_MS = 60_000;

/** What is looked at, within the whole. Null is the whole. */
export type Zoom = TimeRange | null;

/** The window, moved and cut to lie in the whole; null when it is as good as the whole. */
export function withinWhole(window: TimeRange, whole: TimeRange): Zoom {
  const wholeMs = lengthOf(whole);
  const lengthMs = Math.max(Math.min(SHORTEST_MS, wholeMs), lengthOf(window));
  if (lengthMs >= wholeMs * 0.995) return null;
  const middleMs = (window.startMs + window.endMs) / 2;
  const latestMs = whole.endMs - lengthMs;
  const startMs = Math.round(Math.min(latestMs, Math.max(whole.startMs, middleMs - lengthMs / 2)));
  return { startMs, endMs: Math.round(startMs + lengthMs) };
}

/** Looks nearer by a factor of 2, or from farther off by one of 0.5, at the same middle. */
export function magnified(zoom: Zoom, whole: TimeRange, factor: number): Zoom {
  const { startMs, endMs } = zoom ?? whole;
  const middleMs = (startMs + endMs) / 2;
  const halfMs = (endMs - startMs) / factor / 2;
  return withinWhole({ startMs: middleMs - halfMs, endMs: middleMs + halfMs }, whole);
}

/** Moves by a part of the window's length; negative is earlier. */
export function shifted(zoom: Zoom, whole: TimeRange, part: number): Zoom {
  if (zoom === null) return null;
  const byMs = lengthOf(zoom) * part;
  return withinWhole({ startMs: zoom.startMs + byMs, endMs: zoom.endMs + byMs }, whole);
}

export function canMagnify(zoom: Zoom, whole: TimeRange): boolean {
  return lengthOf(zoom ?? whole) > SHORTEST_MS * 1.005;
}

/**
 * What to ask the server for while a window is looked at: half a window more on both sides, so that
 * moving does not show a hole at once, in steps of 0.25 windows, so that small moves ask nothing new.
 */
export function detailRange(zoom: TimeRange, whole: TimeRange): TimeRange {
  const gridMs = Math.max(bucketMs(automaticBucket(zoom)), quarter(zoom));
  return {
    startMs: Math.max(whole.startMs, Math.floor((zoom.startMs - gridMs * 2) / gridMs) * gridMs),
    endMs: Math.min(whole.endMs, Math.ceil((zoom.endMs + gridMs * 2) / gridMs) * gridMs),
  };
}

/** A power of two near to a quarter of the window: it does not change with every pixel. */
function quarter(zoom: TimeRange): number {
  return 2 ** Math.round(Math.log2(Math.max(1_000, lengthOf(zoom) / 4)));
}

function lengthOf({ startMs, endMs }: TimeRange): number {
  return endMs - startMs;
}
