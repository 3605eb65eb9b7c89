import type { TimeRange } from "./range";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Up to which length of a range, which gaps are worth telling; all in seconds. */
const SIZES: readonly (readonly [lengthSeconds: number, gapSeconds: number])[] = [
  [6 * HOUR_SECONDS, 60],
  [1.5 * DAY_SECONDS, 120],
  [8 * DAY_SECONDS, 300],
  [32 * DAY_SECONDS, 900],
];

/** The shortest gap to tell: nobody reads of minutes in a year, and the server would not look. */
export function shortestGapSeconds({ startMs, endMs }: TimeRange): number {
  const seconds = (endMs - startMs) / 1000;
  const size = SIZES.find(([lengthSeconds]) => seconds <= lengthSeconds);
  return size?.[1] ?? Math.min(DAY_SECONDS, Math.max(HOUR_SECONDS, Math.ceil(seconds / 10_000)));
}
