import { automaticBucket, BUCKETS, fits, type Bucket } from "@/lib/history/bucket";
import {
  isTime,
  presetRange,
  RANGE_PRESETS,
  type RangePreset,
  type TimeRange,
} from "@/lib/history/range";
import { withinWhole, type Zoom } from "@/lib/history/zoom";
import type { EmotionSet } from "@/lib/protocol.gen";

export type HistoryShape = "chart" | "calendar" | "table";

export const HISTORY_SHAPES: readonly HistoryShape[] = ["chart", "calendar", "table"];

/** What part of a history is looked at. It lives in the page's address, so that it can be shared. */
export interface HistoryChoice {
  readonly range: RangePreset;
  /** Milliseconds since the epoch, for a custom range. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly bucket: Bucket | "auto";
  readonly emotions: EmotionSet;
  readonly view: HistoryShape;
  /** The part of the range that the chart is zoomed to, in milliseconds since the epoch. */
  readonly zoomFrom?: number | undefined;
  readonly zoomTo?: number | undefined;
}

/** Reads the choice from an address; what makes no sense there becomes the default. */
export function parseHistoryChoice(search: Readonly<Record<string, unknown>>): HistoryChoice {
  const { range, from, to, bucket, emotions, view, zoomFrom, zoomTo } = search;
  return {
    range: RANGE_PRESETS.find((preset) => preset === range) ?? "today",
    from: timeIn(from),
    to: timeIn(to),
    bucket: BUCKETS.find((known) => known === bucket) ?? "auto",
    emotions: emotions === "engagement" ? "engagement" : "wellbeing",
    view: HISTORY_SHAPES.find((shape) => shape === view) ?? "chart",
    zoomFrom: timeIn(zoomFrom),
    zoomTo: timeIn(zoomTo),
  };
}

function timeIn(value: unknown): number | undefined {
  return typeof value === "number" && isTime(value) ? value : undefined;
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

/** The same while the range that was chosen moves on with the time. */
export function rangeKey({ range, from, to, bucket, emotions }: HistoryChoice): string {
  return [range, from, to, bucket, emotions].join(" ");
}

/** The same while the part of it that is looked at moves on with the time. */
export function zoomKey(choice: HistoryChoice): string {
  return [rangeKey(choice), choice.zoomFrom, choice.zoomTo].join(" ");
}

/** What the chart shows of the range; null is all of it. */
export function zoomOf({ zoomFrom, zoomTo }: HistoryChoice, range: TimeRange): Zoom {
  if (zoomFrom === undefined || zoomTo === undefined || zoomFrom >= zoomTo) return null;
  return withinWhole({ startMs: zoomFrom, endMs: zoomTo }, range);
}
