import { automaticBucket, BUCKETS, fits, type Bucket } from "@/lib/history/bucket";
import { presetRange, RANGE_PRESETS, type RangePreset, type TimeRange } from "@/lib/history/range";
import type { EmotionSet } from "@/lib/protocol.gen";

/** What part of a history is looked at. It lives in the page's address, so that it can be shared. */
export interface HistoryChoice {
  readonly range: RangePreset;
  /** Milliseconds since the epoch, for a custom range. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly bucket: Bucket | "auto";
  readonly emotions: EmotionSet;
}

/** Reads the choice from an address; what makes no sense there becomes the default. */
export function parseHistoryChoice(search: Readonly<Record<string, unknown>>): HistoryChoice {
  const { range, from, to, bucket, emotions } = search;
  return {
    range: RANGE_PRESETS.find((preset) => preset === range) ?? "today",
    from: typeof from === "number" ? from : undefined,
    to: typeof to === "number" ? to : undefined,
    bucket: BUCKETS.find((known) => known === bucket) ?? "auto",
    emotions: emotions === "engagement" ? "engagement" : "wellbeing",
  };
}

export function rangeOf({ range, from, to }: HistoryChoice, nowMs: number): TimeRange {
  if (range !== "custom") return presetRange(range, nowMs);
  const endMs = to ?? nowMs;
  return { startMs: from ?? presetRange("today", endMs).startMs, endMs };
}

export function bucketOf(choice: HistoryChoice, range: TimeRange): Bucket {
  const { bucket } = choice;
  return bucket !== "auto" && fits(range, bucket) ? bucket : automaticBucket(range);
}
