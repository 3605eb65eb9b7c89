import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import type { paths } from "@/lib/api.gen";
import { api, dataOf, done, type Schemas } from "@/lib/api/client";
import { env } from "@/lib/env";
import type { Bucket } from "@/lib/history/bucket";
import type { EmotionSet } from "@/lib/protocol.gen";

export const CLASS_SESSIONS_KEY = ["class-sessions"] as const;

export type Environment = Schemas["Environment"];

export interface ClassSessionListQuery {
  readonly limit: number;
  readonly offset: number;
  readonly search?: string;
  /** True lists those that run, false those that have ended, null both. */
  readonly running?: boolean | null;
  /** Null lists all of them. */
  readonly environment?: Environment | null;
}

export function classSessionsQuery(wanted: ClassSessionListQuery) {
  const { limit, offset, search = "", running = null, environment = null } = wanted;
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, "list", limit, offset, search, running, environment],
    queryFn: ({ signal }) => {
      const words = search === "" ? {} : { search };
      const state = running === null ? {} : { running };
      const place = environment === null ? {} : { environment };
      const query = { limit, offset, ...words, ...state, ...place };
      return dataOf(api.GET("/api/class-sessions", { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

/** More classes than a school holds at once; of those that were forgotten the oldest are left out. */
const MOST_RUNNING = 20;

/** The classes that still run, the newest first. */
export const runningClassesQuery = queryOptions({
  queryKey: [...CLASS_SESSIONS_KEY, "running"],
  queryFn: async ({ signal }) => {
    const query = { running: true, limit: MOST_RUNNING };
    const { items } = await dataOf(api.GET("/api/class-sessions", { params: { query }, signal }));
    return items;
  },
});

export function classSessionQuery(classSessionId: number) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, classSessionId],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/class-sessions/{class_session_id}", {
          params: pathOf(classSessionId),
          signal,
        }),
      ),
  });
}

export function attendanceQuery(classSessionId: number) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, classSessionId, "attendance"],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/class-sessions/{class_session_id}/attendance", {
          params: pathOf(classSessionId),
          signal,
        }),
      ),
  });
}

export interface TimelineAsked {
  readonly bucket: Bucket;
  readonly emotionSet: EmotionSet;
}

export function timelineQuery(classSessionId: number, { bucket, emotionSet }: TimelineAsked) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, classSessionId, "timeline", bucket, emotionSet],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/class-sessions/{class_session_id}/timeline", {
          params: { ...pathOf(classSessionId), query: { bucket, emotion_set: emotionSet } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** What deleting a class would remove. */
export function contentsQuery(classSessionId: number) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, classSessionId, "contents"],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET("/api/class-sessions/{class_session_id}/contents", {
          params: pathOf(classSessionId),
          signal,
        }),
      ),
    staleTime: 0,
  });
}

export function startClassSession(
  body: Schemas["ClassSessionCreate"],
): Promise<Schemas["ClassSession"]> {
  return dataOf(api.POST("/api/class-sessions", { body }));
}

export function endClassSession(classSessionId: number): Promise<Schemas["ClassSession"]> {
  return dataOf(
    api.POST("/api/class-sessions/{class_session_id}/end", { params: pathOf(classSessionId) }),
  );
}

export function updateClassSession(
  classSessionId: number,
  body: Schemas["ClassSessionUpdate"],
): Promise<Schemas["ClassSession"]> {
  return dataOf(
    api.PATCH("/api/class-sessions/{class_session_id}", { params: pathOf(classSessionId), body }),
  );
}

export function deleteClassSession(classSessionId: number): Promise<void> {
  return done(
    api.DELETE("/api/class-sessions/{class_session_id}", { params: pathOf(classSessionId) }),
  );
}

/** The correction to be kept, or null to let what the cameras saw count again. */
export type WantedCorrection = Schemas["CorrectionCreate"] | null;

export type Correction = Schemas["Correction"];

export interface CorrectionStep {
  readonly studentId: number;
  readonly wanted: WantedCorrection;
  /** The correction that the teacher saw: when there is another by now, nothing is changed. */
  readonly basedOn: Correction | null;
}

export function correctAttendance(
  classSessionId: number,
  { studentId, wanted, basedOn }: CorrectionStep,
): Promise<void> {
  const params = {
    path: { class_session_id: classSessionId, student_id: studentId },
    query: { based_on: basedOn?.corrected_at ?? "none" },
  };
  const path = "/api/class-sessions/{class_session_id}/attendance/{student_id}";
  return done(
    wanted === null ? api.DELETE(path, { params }) : api.PUT(path, { params, body: wanted }),
  );
}

/** Says who belongs to a class; null for everyone. */
export function setRoll(
  classSessionId: number,
  studentIds: readonly number[] | null,
): Promise<Schemas["Attendance"]> {
  return dataOf(
    api.PUT("/api/class-sessions/{class_session_id}/roll", {
      params: pathOf(classSessionId),
      body: { student_ids: studentIds === null ? null : [...studentIds] },
    }),
  );
}

type CsvPath = Extract<keyof paths, `/api/class-sessions/${string}.csv`>;

/** Where a file of a class lies; its times are the viewer's. */
export function csvAddress(
  path: CsvPath,
  classSessionId: number,
  query: Readonly<Record<string, string>> = {},
): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const words = new URLSearchParams({ tz: timeZone, ...query });
  return `${env.serverUrl}${path.replace("{class_session_id}", String(classSessionId))}?${words}`;
}

function pathOf(classSessionId: number) {
  return { path: { class_session_id: classSessionId } };
}
