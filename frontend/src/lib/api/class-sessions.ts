import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, dataOf, type Schemas } from "@/lib/api/client";

export const CLASS_SESSIONS_KEY = ["class-sessions"] as const;

export interface ClassSessionListQuery {
  readonly limit: number;
  readonly offset: number;
}

export function classSessionsQuery({ limit, offset }: ClassSessionListQuery) {
  return queryOptions({
    queryKey: [...CLASS_SESSIONS_KEY, "list", limit, offset],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/class-sessions", { params: { query: { limit, offset } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The newest class that still runs, or null. */
export const runningClassQuery = queryOptions({
  queryKey: [...CLASS_SESSIONS_KEY, "running"],
  queryFn: async ({ signal }) => {
    const query = { running: true, limit: 1 };
    const { items } = await dataOf(api.GET("/api/class-sessions", { params: { query }, signal }));
    return items[0] ?? null;
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

function pathOf(classSessionId: number) {
  return { path: { class_session_id: classSessionId } };
}
