import type { Schemas } from "@/lib/api/client";

/** What a calendar shows of its days: how long the student was seen, or how strong an emotion was. */
export type CalendarMeasure = "seen" | (string & {});

type Bucket = Schemas["EmotionBucket"];

export function valueOf(bucket: Bucket, measure: CalendarMeasure): number {
  return measure === "seen" ? bucket.seconds_observed : (bucket.probabilities[measure] ?? 0);
}

/** What a full cell means: the largest value of all days, rounded up to what can be said in short. */
export function scaleOf(buckets: readonly Bucket[], measure: CalendarMeasure): number {
  const largest = Math.max(0, ...buckets.map((bucket) => valueOf(bucket, measure)));
  if (measure !== "seen") return Math.min(1, Math.max(0.1, Math.ceil(largest * 10) / 10));
  const stepSeconds = [60, 600, 3_600].find((step) => largest <= step * 6) ?? 7_200;
  return Math.max(stepSeconds, Math.ceil(largest / stepSeconds) * stepSeconds);
}
