import { meanShares, stepCount, type Shares } from "@/features/class-sessions/timeline/steps";
import type { Schemas } from "@/lib/api/client";
import { bucketMs } from "@/lib/history/bucket";

import { wasThere, type Entry, type Status } from "@/features/class-sessions/attendance/statuses";

type Timeline = Schemas["Timeline"];

/** A class varies by itself from one of these to the next; less says nothing about the class. */
const BLOCK_MS = 5 * 60_000;
const LEAST_BLOCKS = 3;
/** A block in which less was read is left out. */
const LEAST_BLOCK_SECONDS = 30;
const LEAST_STUDENTS = 3;

export interface ShareRow {
  readonly label: string;
  readonly first: number;
  readonly second: number;
  /** The second less the first; null where too little was seen to say. */
  readonly difference: number | null;
  /** Whether the difference is larger than what the classes vary by themselves. */
  readonly isClear: boolean;
}

/** Whether both are of the same emotions and in steps of the same width. */
export function canBeCompared(first: Timeline, second: Timeline): boolean {
  return first.emotion_set === second.emotion_set && first.bucket === second.bucket;
}

/** How long both classes took at least, in whole steps. */
export function commonMs(first: Timeline, second: Timeline): number {
  return Math.min(stepCount(first), stepCount(second)) * bucketMs(first.bucket);
}

export type TooLittle =
  | { readonly reason: "blocks"; readonly minutes: number }
  | { readonly reason: "students"; readonly count: number };

/** Why the emotions of a class cannot be compared with another's; null where they can. */
export function tooLittle(
  timeline: Timeline,
  studentsSeen: number,
  untilMs: number,
): TooLittle | null {
  if (studentsSeen < LEAST_STUDENTS) return { reason: "students", count: studentsSeen };
  if (blocksOf(timeline, untilMs).length >= LEAST_BLOCKS) return null;
  const read = readBuckets(timeline, untilMs).length;
  return { reason: "blocks", minutes: Math.round((read * bucketMs(timeline.bucket)) / 60_000) };
}

/**
 * The mean shares of both classes over their first `untilMs`, each block counting the same however
 * many students were seen in it: where some have left, the rest of a class still varies as before.
 * `canTell` is false where too little was seen in one of them.
 */
export function compareShares(
  first: Timeline,
  second: Timeline,
  { untilMs, canTell }: { readonly untilMs: number; readonly canTell: boolean },
): readonly ShareRow[] {
  return first.labels.map((label) => {
    const [a, b] = [estimateOf(first, label, untilMs), estimateOf(second, label, untilMs)] as const;
    const difference = canTell ? b.mean - a.mean : null;
    return {
      label,
      first: a.mean,
      second: b.mean,
      difference,
      isClear: difference !== null && Math.abs(difference) > largestByChance(a, b),
    };
  });
}

/** The mean over the blocks of a class, and how far it may be off, from how much they differ. */
interface Estimate {
  readonly mean: number;
  /** The square of the mean's standard error. */
  readonly variance: number;
  readonly blocks: number;
}

/**
 * By the method of batch means: neighbouring minutes are alike, so the spread is taken between blocks
 * that are long enough to be nearly independent. Without any block it is the mean of what was read.
 */
function estimateOf(timeline: Timeline, label: string, untilMs: number): Estimate {
  const means = blocksOf(timeline, untilMs).map((shares) => shares[label] ?? 0);
  const blocks = means.length;
  if (blocks === 0) {
    return { mean: meanShares(timeline, untilMs)?.[label] ?? 0, variance: Infinity, blocks };
  }
  const mean = means.reduce((sum, value) => sum + value, 0) / blocks;
  if (blocks === 1) return { mean, variance: Infinity, blocks };
  const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (blocks - 1) / blocks, blocks };
}

/**
 * The difference that classes which do not differ stay below in 95 of 100 emotions: Welch's t-test
 * (Biometrika 34, 1947), since few blocks tell their own spread badly. The quantile is the expansion
 * 26.7.5 of Abramowitz and Stegun.
 */
function largestByChance(one: Estimate, other: Estimate): number {
  const variance = one.variance + other.variance;
  if (variance === 0 || variance === Infinity) return variance;
  const doubt = one.variance ** 2 / (one.blocks - 1) + other.variance ** 2 / (other.blocks - 1);
  const each = doubt / variance ** 2; // one by the degrees of freedom
  return Math.sqrt(variance) * (1.96 + 2.372 * each + 2.823 * each ** 2 + 2.556 * each ** 3);
}

function blocksOf(timeline: Timeline, untilMs: number): readonly Shares[] {
  const startMs = Date.parse(timeline.start);
  const blocks = new Map<number, Schemas["TimelineBucket"][]>();
  for (const bucket of readBuckets(timeline, untilMs)) {
    const index = Math.floor((Date.parse(bucket.start) - startMs) / BLOCK_MS);
    blocks.set(index, [...(blocks.get(index) ?? []), bucket]);
  }
  return [...blocks.values()]
    .filter((buckets) => secondsOf(buckets) >= LEAST_BLOCK_SECONDS)
    .map((buckets) => meanShares({ ...timeline, buckets }))
    .filter((shares) => shares !== null);
}

function readBuckets(timeline: Timeline, untilMs: number): readonly Schemas["TimelineBucket"][] {
  const startMs = Date.parse(timeline.start);
  return timeline.buckets.filter(
    ({ start, seconds_observed: seconds }) =>
      seconds > 0 && Date.parse(start) - startMs + bucketMs(timeline.bucket) <= untilMs,
  );
}

function secondsOf(buckets: readonly Schemas["TimelineBucket"][]): number {
  return buckets.reduce((sum, { seconds_observed: seconds }) => sum + seconds, 0);
}

export interface AttendanceDifference {
  readonly studentId: number;
  readonly name: string;
  /** Undefined for somebody who is not on the roll of that class. */
  readonly first: Status | undefined;
  readonly second: Status | undefined;
}

export interface AttendanceComparison {
  readonly both: number;
  readonly onlyFirst: readonly AttendanceDifference[];
  readonly onlySecond: readonly AttendanceDifference[];
}

/** Who was there in both classes, and who in one of them. */
export function compareAttendance(
  first: readonly Entry[],
  second: readonly Entry[],
): AttendanceComparison {
  const statusIn = (entries: readonly Entry[]): ReadonlyMap<number, Status> =>
    new Map(entries.map(({ student_id: id, status }) => [id, status]));
  const [inFirst, inSecond] = [statusIn(first), statusIn(second)];
  const names = new Map([...first, ...second].map(({ student_id: id, name }) => [id, name]));
  const all = [...names]
    .map(([studentId, name]) => ({
      studentId,
      name,
      first: inFirst.get(studentId),
      second: inSecond.get(studentId),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return {
    both: all.filter((one) => wasThere(one.first) && wasThere(one.second)).length,
    onlyFirst: all.filter((one) => wasThere(one.first) && !wasThere(one.second)),
    onlySecond: all.filter((one) => !wasThere(one.first) && wasThere(one.second)),
  };
}
