import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { CLASS_SESSIONS_KEY } from "@/lib/api/class-sessions";
import { api, dataOf } from "@/lib/api/client";
import { fileUrl } from "@/lib/api/file-url";
import { STUDENTS_KEY } from "@/lib/api/students";
import type { Bucket } from "@/lib/history/bucket";
import type { TimeRange } from "@/lib/history/range";
import { viewerTimeZone } from "@/lib/history/time-zone";
import type { EmotionSet } from "@/lib/protocol.gen";

export interface HistoryAsked {
  readonly range: TimeRange;
  readonly bucket: Bucket;
  readonly emotionSet: EmotionSet;
}

export function studentEmotionsQuery(studentId: number, asked: HistoryAsked) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "emotions", asked],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/emotions", {
          params: {
            path: { student_id: studentId },
            query: { ...rangeQuery(asked), bucket: asked.bucket, tz: viewerTimeZone() },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function studentSummaryQuery(studentId: number, asked: Omit<HistoryAsked, "bucket">) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "emotions", "summary", asked],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/emotions/summary", {
          params: { path: { student_id: studentId }, query: rangeQuery(asked) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function classSummaryQuery(classSessionId: number, emotionSet: EmotionSet) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, classSessionId, "emotions", "summary", emotionSet],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/class-sessions/{class_session_id}/emotions/summary", {
          params: {
            path: { class_session_id: classSessionId },
            query: { emotion_set: emotionSet },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Where the browser downloads what the chart shows. */
export function studentEmotionsFile(studentId: number, asked: HistoryAsked): string {
  const { from, to, emotion_set } = rangeQuery(asked);
  const query = { from, to, emotion_set, bucket: asked.bucket, tz: viewerTimeZone() };
  return fileUrl(`/api/students/${studentId}/emotions.csv`, query);
}

function rangeQuery({ range, emotionSet }: Omit<HistoryAsked, "bucket">) {
  return {
    from: new Date(range.startMs).toISOString(),
    to: new Date(range.endMs).toISOString(),
    emotion_set: emotionSet,
  };
}
