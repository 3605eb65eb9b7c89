import type { Schemas } from "@/lib/api/client";

import { bucketMs } from "./bucket";

/** One step of the range: with what was observed in it, or empty. */
export interface Slot {
  readonly startMs: number;
  readonly observed: Schemas["EmotionBucket"] | null;
}

/**
 * Every step of the range, also those that the server left out because nobody was seen: a gap
 * stays as wide as it was. Buckets are aligned to the Unix epoch.
 */
export function slotsOf({
  start,
  end,
  bucket,
  buckets,
}: Schemas["EmotionHistory"]): readonly Slot[] {
  const stepMs = bucketMs(bucket);
  const byStart = new Map(
    buckets.map((observed) => [new Date(observed.start).getTime(), observed]),
  );
  const firstMs = Math.floor(new Date(start).getTime() / stepMs) * stepMs;
  const endMs = new Date(end).getTime();
  const slots: Slot[] = [];
  for (let startMs = firstMs; startMs < endMs; startMs += stepMs) {
    slots.push({ startMs, observed: byStart.get(startMs) ?? null });
  }
  return slots;
}
