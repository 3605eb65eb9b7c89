import { useQuery } from "@tanstack/react-query";

import { rangeKey, zoomKey, type HistoryChoice } from "@/components/history/history-choice";
import type { Schemas } from "@/lib/api/client";
import { studentEmotionsQuery, studentSummaryQuery, type HistoryAsked } from "@/lib/api/emotions";
import { automaticBucket, bucketMs } from "@/lib/history/bucket";
import type { TimeRange } from "@/lib/history/range";
import { detailRange, type Zoom } from "@/lib/history/zoom";
import { useLastAnswer } from "@/lib/use-last-answer";

export interface ShownHistory {
  readonly history: Schemas["EmotionHistory"] | undefined;
  /** Finer steps around what is looked at; null while the whole is, or while they are on their way. */
  readonly detail: Schemas["EmotionHistory"] | null;
  /** Of what is looked at. */
  readonly summary: Schemas["EmotionSummary"] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** What is looked at, and in which steps. */
  readonly shown: HistoryAsked;
}

interface HistoryView {
  readonly choice: HistoryChoice;
  /** What the choice is at this time. */
  readonly asked: HistoryAsked;
  readonly zoom: Zoom;
}

/**
 * Reads a student's history; the nearer one looks, the finer are the steps that are asked for. What was
 * read of a choice stays while it cannot be renewed.
 */
export function useStudentHistory(
  studentId: number,
  { choice, asked, zoom }: HistoryView,
): ShownHistory {
  const shown = zoom === null ? asked : { ...asked, range: zoom, bucket: finer(asked, zoom) };
  const history = useQuery(studentEmotionsQuery(studentId, asked));
  const isDetailed = zoom !== null && shown.bucket !== asked.bucket;
  const detailAsked = { ...shown, range: detailRange(shown.range, asked.range) };
  const detail = useQuery({
    ...studentEmotionsQuery(studentId, detailAsked),
    enabled: isDetailed,
  });
  const { range, emotionSet } = shown;
  const summary = useQuery(studentSummaryQuery(studentId, { range, emotionSet }));
  const lastHistory = useLastAnswer(history, rangeKey(choice));
  const lastSummary = useLastAnswer(summary, zoomKey(choice));
  return {
    history: lastHistory.data,
    detail: isDetailed ? matching(detail.data, asked) : null,
    summary: lastSummary.data,
    error: lastHistory.error ?? lastSummary.error ?? detail.error,
    retry: () => {
      for (const query of [history, summary, ...(isDetailed ? [detail] : [])]) void query.refetch();
    },
    shown,
  };
}

/** Never coarser than what is there already. */
function finer({ bucket }: HistoryAsked, zoom: TimeRange): HistoryAsked["bucket"] {
  const automatic = automaticBucket(zoom);
  return bucketMs(automatic) < bucketMs(bucket) ? automatic : bucket;
}

/** What was kept from before may have been asked for another set of emotions. */
function matching(
  detail: Schemas["EmotionHistory"] | undefined,
  { emotionSet }: HistoryAsked,
): Schemas["EmotionHistory"] | null {
  return detail?.emotion_set === emotionSet ? detail : null;
}
