import { queryOptions } from "@tanstack/react-query";

import { api, dataOf, type Schemas } from "@/lib/api/client";
import { problemToError } from "@/lib/api/problem";

const HEALTH_KEY = ["health"] as const;

/** Whether students can be recognised and stored; what is wrong comes as an answer too. */
export const readinessQuery = queryOptions({
  queryKey: [...HEALTH_KEY, "ready"],
  queryFn: async ({ signal }): Promise<Schemas["Readiness"]> => {
    const { data, error, response } = await api.GET("/api/health/ready", { signal });
    const answer: unknown = data ?? error;
    if (!isReadiness(answer)) throw problemToError(response.status, answer);
    return answer;
  },
});

export const storageQuery = queryOptions({
  queryKey: [...HEALTH_KEY, "storage"],
  queryFn: ({ signal }) => dataOf(api.GET("/api/storage", { signal })),
});

export const connectionsQuery = queryOptions({
  queryKey: [...HEALTH_KEY, "connections"],
  queryFn: ({ signal }) => dataOf(api.GET("/api/connections", { signal })),
});

/** Thresholds, and which students deserve a second look. */
export const galleryQuery = queryOptions({
  queryKey: [...HEALTH_KEY, "gallery"],
  queryFn: ({ signal }) => dataOf(api.GET("/api/gallery", { signal })),
});

function isReadiness(answer: unknown): answer is Schemas["Readiness"] {
  return typeof answer === "object" && answer !== null && "database" in answer;
}
