/** Ranges of time that a history is shown for. */
export type RangePreset = "hour" | "today" | "week" | "month" | "custom";

export const RANGE_PRESETS: readonly RangePreset[] = ["hour", "today", "week", "month", "custom"];

export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** The server takes no other times. */
export const EARLIEST_MS = Date.UTC(1970, 0, 1);
export const LATEST_MS = Date.UTC(2200, 0, 1);

const HOUR_MS = 3_600_000;

/** Whether something can be asked for: NaN, for one, cannot. */
export function isTime(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}

/** The range of a preset, in the viewer's zone: "today" begins at the local midnight. */
export function presetRange(preset: Exclude<RangePreset, "custom">, nowMs: number): TimeRange {
  switch (preset) {
    case "hour":
      return { startMs: nowMs - HOUR_MS, endMs: nowMs };
    case "today":
      return { startMs: new Date(nowMs).setHours(0, 0, 0, 0), endMs: nowMs };
    case "week":
      return { startMs: daysBefore(nowMs, 6), endMs: nowMs };
    case "month":
      return { startMs: daysBefore(nowMs, 29), endMs: nowMs };
  }
}

/** A local midnight; by the calendar, since clocks are changed on some days. */
function daysBefore(nowMs: number, days: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
}
