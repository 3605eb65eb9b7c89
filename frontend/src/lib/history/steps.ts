import type { Schemas } from "@/lib/api/client";

import type { TimeRange } from "./range";

/** One step of a history in which somebody was seen, with its ends in milliseconds. */
export interface HistoryStep extends TimeRange {
  readonly observed: Schemas["EmotionBucket"];
}

export function stepsOf({ buckets }: Pick<Schemas["EmotionHistory"], "buckets">): HistoryStep[] {
  return buckets.map((observed) => ({
    startMs: Date.parse(observed.start),
    endMs: Date.parse(observed.end),
    observed,
  }));
}

/**
 * Puts the fine steps of a part in the place of the coarse ones. A coarse step that lies in the part
 * only half is left out: the part is chosen larger than what can be seen.
 */
export function withDetail(
  coarse: readonly HistoryStep[],
  detail: Schemas["EmotionHistory"] | null,
): readonly HistoryStep[] {
  if (detail === null) return coarse;
  const startMs = Date.parse(detail.start);
  const endMs = Date.parse(detail.end);
  return [
    ...coarse.filter((step) => step.endMs <= startMs),
    ...stepsOf(detail),
    ...coarse.filter((step) => step.startMs >= endMs),
  ];
}

/** The steps of which a part lies in the range. */
export function stepsWithin(
  steps: readonly HistoryStep[],
  { startMs, endMs }: TimeRange,
): readonly HistoryStep[] {
  return steps.filter((step) => step.startMs < endMs && step.endMs > startMs);
}

/** The step that a moment belongs to; steps are in order of time. */
export function stepAt(steps: readonly HistoryStep[], ms: number): HistoryStep | null {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.endMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  const found = steps[low];
  return found !== undefined && found.startMs <= ms ? found : null;
}
