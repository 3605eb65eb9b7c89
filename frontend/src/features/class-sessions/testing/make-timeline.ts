import type { Schemas } from "@/lib/api/client";

interface TimelineParts {
  readonly start?: string;
  /** Students recognised in each minute; null for nobody. */
  readonly minutes?: readonly (number | null)[];
  /** Shares of each minute; all happy by default. */
  readonly shares?: readonly Readonly<Record<string, number>>[];
  /** Seconds observed in each minute; as many as students by default. */
  readonly seconds?: readonly number[];
}

const ALL_HAPPY = { happy: 1, sad: 0 };

/** A timeline in steps of a minute. */
export function makeTimeline({
  start = "2026-11-20T08:00:00Z",
  minutes = [],
  shares = [],
  seconds = [],
}: TimelineParts): Schemas["Timeline"] {
  const startMs = Date.parse(start);
  const at = (minute: number): string => new Date(startMs + minute * 60_000).toISOString();
  return {
    class_session_id: 1,
    emotion_set: "wellbeing",
    bucket: "1m",
    start,
    end: at(minutes.length),
    labels: ["happy", "sad"],
    buckets: minutes.flatMap((students, minute) => {
      const observed = seconds[minute] ?? students ?? 0;
      return students === null
        ? []
        : {
            start: at(minute),
            students_seen: students,
            seconds_observed: observed,
            probabilities: observed === 0 ? {} : { ...(shares[minute] ?? ALL_HAPPY) },
          };
    }),
  };
}
