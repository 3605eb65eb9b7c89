/** Ranges of time that a history is shown for. */
export type RangePreset = "hour" | "today" | "week" | "custom";

export const RANGE_PRESETS: readonly RangePreset[] = ["hour", "today", "week", "custom"];

export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The range of a preset, in the viewer's zone: "today" begins at the local midnight. */
export function presetRange(preset: Exclude<RangePreset, "custom">, nowMs: number): TimeRange {
  switch (preset) {
    case "hour":
      return { startMs: nowMs - HOUR_MS, endMs: nowMs };
    case "today":
      return { startMs: new Date(nowMs).setHours(0, 0, 0, 0), endMs: nowMs };
    case "week":
      return { startMs: nowMs - 7 * DAY_MS, endMs: nowMs };
  }
}
