import type { Schemas } from "@/lib/api/client";

import type { TimeRange } from "./range";

export type Bucket = Schemas["Bucket"];

const SECONDS: Readonly<Record<Bucket, number>> = {
  "10s": 10,
  "1m": 60,
  "5m": 300,
  "1h": 3600,
  "1d": 86_400,
};

export const BUCKETS = Object.keys(SECONDS) as readonly Bucket[];

/** As many bars as can still be told apart on a laptop. */
const READABLE_SLOTS = 300;
/** Beyond it a chart is slow and its bars are thinner than a pixel. */
const MOST_SLOTS = 1_500;

export function bucketMs(bucket: Bucket): number {
  return SECONDS[bucket] * 1000;
}

/** The finest bucket with which the range is still readable. */
export function automaticBucket(range: TimeRange): Bucket {
  return BUCKETS.find((bucket) => slotCount(range, bucket) <= READABLE_SLOTS) ?? "1d";
}

/** True for a bucket that makes neither too many bars nor less than one. */
export function fits(range: TimeRange, bucket: Bucket): boolean {
  return slotCount(range, bucket) <= MOST_SLOTS && range.endMs - range.startMs >= bucketMs(bucket);
}

function slotCount({ startMs, endMs }: TimeRange, bucket: Bucket): number {
  return (endMs - startMs) / bucketMs(bucket);
}
