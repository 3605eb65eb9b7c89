import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Schemas } from "@/lib/api/client";
import { studentEmotionsQuery } from "@/lib/api/emotions";
import { presetRange, type TimeRange } from "@/lib/history/range";
import type { EmotionSet } from "@/lib/protocol.gen";
import { useLastAnswer } from "@/lib/use-last-answer";

interface CalendarAsked {
  /** Of whole months, the first of which is over; it may end in the future. */
  readonly range: TimeRange;
  readonly nowMs: number;
  readonly emotionSet: EmotionSet;
}

/**
 * A student's days. Those until last midnight are asked for once, since nothing is recorded in them any
 * more and months are much to read; today is asked for anew whenever `nowMs` moves. What was read stays
 * while it cannot be renewed.
 */
export function useCalendarHistory(studentId: number, { range, nowMs, emotionSet }: CalendarAsked) {
  // At midnight itself the day that ends is still today: its last seconds are not yet asked for.
  const today = { ...presetRange("today", nowMs - 1), endMs: nowMs };
  const hasToday = range.endMs > today.startMs;
  const asked = { bucket: "1d" as const, emotionSet };
  const pastRange = { ...range, endMs: Math.min(range.endMs, today.startMs) };
  const past = useQuery({
    ...studentEmotionsQuery(studentId, { ...asked, range: pastRange }),
    staleTime: Infinity,
  });
  const newest = useQuery({
    ...studentEmotionsQuery(studentId, { ...asked, range: today }),
    enabled: hasToday,
  });
  const lastPast = useLastAnswer(past, `${range.startMs} ${emotionSet}`);
  const lastNewest = useLastAnswer(newest, emotionSet);
  const history = useMemo(
    () => (hasToday ? together(lastPast.data, lastNewest.data) : lastPast.data),
    [lastPast.data, lastNewest.data, hasToday],
  );
  return {
    history,
    error: lastPast.error ?? (hasToday ? lastNewest.error : null),
    /** Other months are on their way. */
    isOld: past.isPlaceholderData,
    refetch: () => {
      if (past.error !== null) void past.refetch();
      if (hasToday && newest.error !== null) void newest.refetch();
    },
  };
}

type EmotionHistory = Schemas["EmotionHistory"];

function together(
  past: EmotionHistory | undefined,
  today: EmotionHistory | undefined,
): EmotionHistory | undefined {
  if (past === undefined || today === undefined) return undefined;
  return { ...past, end: today.end, buckets: [...past.buckets, ...today.buckets] };
}
