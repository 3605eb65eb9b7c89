import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf } from "@/lib/api/client";
import { fileUrl } from "@/lib/api/file-url";
import { STUDENTS_KEY } from "@/lib/api/students";
import { shortestGapSeconds } from "@/lib/history/gap-size";
import type { TimeRange } from "@/lib/history/range";
import { viewerTimeZone } from "@/lib/history/time-zone";

export function studentGapsQuery(studentId: number, range: TimeRange, limit: number) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "gaps", range, limit],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/gaps", {
          params: {
            path: { student_id: studentId },
            query: {
              from: new Date(range.startMs).toISOString(),
              to: new Date(range.endMs).toISOString(),
              min_seconds: shortestGapSeconds(range),
              limit,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export interface AttendancePage {
  readonly limit: number;
  readonly offset: number;
}

export function studentAttendanceQuery(studentId: number, { limit, offset }: AttendancePage) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "attendance", limit, offset],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/attendance", {
          params: { path: { student_id: studentId }, query: { limit, offset } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function studentAttendanceFile(studentId: number): string {
  return fileUrl(`/api/students/${studentId}/attendance.csv`, { tz: viewerTimeZone() });
}

export function studentEnrollmentQuery(studentId: number) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "enrollment"],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/enrollment", {
          params: { path: { student_id: studentId } },
          signal,
        }),
      ),
  });
}

/** What deleting removes: always counted anew. */
export function studentContentsQuery(studentId: number) {
  return queryOptions({
    queryKey: [...STUDENTS_KEY, studentId, "contents"],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/students/{student_id}/contents", {
          params: { path: { student_id: studentId } },
          signal,
        }),
      ),
    staleTime: 0,
  });
}
