import type { Schemas } from "@/lib/api/client";
import { bucketMs, type Bucket } from "@/lib/history/bucket";

type Timeline = Schemas["Timeline"];

/** One step of a class, counted from its start: with what was seen in it, or empty. */
export interface TimelineStep {
  readonly startMs: number;
  /** Since the start of the class. */
  readonly sinceMs: number;
  readonly seen: Schemas["TimelineBucket"] | null;
}

const MINUTE_MS = 60_000;

/** Fine enough to see the class move, coarse enough that one turned head is no dip. */
export function timelineBucket(lengthMs: number): Bucket {
  if (lengthMs <= 10 * MINUTE_MS) return "10s";
  if (lengthMs <= 4 * 60 * MINUTE_MS) return "1m";
  return lengthMs <= 24 * 60 * MINUTE_MS ? "5m" : "1h";
}

/**
 * Every step from the start to the end, also those that the server left out because nobody was
 * recognised: a gap stays as wide as it was. With `count` more or fewer of them, to fit another
 * class beside it.
 */
export function stepsOf(timeline: Timeline, count = stepCount(timeline)): readonly TimelineStep[] {
  const stepMs = bucketMs(timeline.bucket);
  const startMs = Date.parse(timeline.start);
  const byStart = new Map(timeline.buckets.map((seen) => [Date.parse(seen.start), seen]));
  return Array.from({ length: count }, (_, index) => {
    const at = startMs + index * stepMs;
    return { startMs: at, sinceMs: index * stepMs, seen: byStart.get(at) ?? null };
  });
}

export function stepCount({ start, end, bucket }: Timeline): number {
  return Math.max(1, Math.ceil((Date.parse(end) - Date.parse(start)) / bucketMs(bucket)));
}

const TICKS_MS = [
  10_000,
  30_000,
  ...[1, 2, 5, 10, 15, 30, 60, 120, 360].map((min) => min * MINUTE_MS),
];
const MOST_TICKS = 10;

/** How far apart an axis is labelled, in round times. */
export function tickMs(spanMs: number): number {
  return TICKS_MS.find((tick) => spanMs / tick <= MOST_TICKS) ?? 1440 * MINUTE_MS;
}

export function mostSeen({ buckets }: Timeline): number {
  return Math.max(0, ...buckets.map((seen) => seen.students_seen));
}

export type Shares = Readonly<Record<string, number>>;

/**
 * The mean over the first `untilMs` of a class, in which each second of each student counts the
 * same; null where no emotion was read.
 */
export function meanShares(timeline: Timeline, untilMs = Infinity): Shares | null {
  const startMs = Date.parse(timeline.start);
  const read = timeline.buckets.filter(
    ({ start, seconds_observed: seconds }) =>
      seconds > 0 && Date.parse(start) - startMs + bucketMs(timeline.bucket) <= untilMs,
  );
  const total = read.reduce((sum, { seconds_observed: seconds }) => sum + seconds, 0);
  if (total === 0) return null;
  const meanOf = (label: string): number =>
    read.reduce(
      (sum, { probabilities, seconds_observed: seconds }) =>
        sum + (probabilities[label] ?? 0) * seconds,
      0,
    ) / total;
  return Object.fromEntries(timeline.labels.map((label) => [label, meanOf(label)]));
}

export function strongest(shares: Shares | null): string | null {
  const [first] = Object.entries(shares ?? {}).sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
