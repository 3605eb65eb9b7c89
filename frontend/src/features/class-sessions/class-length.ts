import type { Schemas } from "@/lib/api/client";
import { duration } from "@/lib/time";

type Times = Pick<Schemas["ClassSession"], "started_at" | "ended_at">;

/** How long a class took, or has taken until now. */
export function lengthOf({ started_at: startedAt, ended_at: endedAt }: Times): string {
  const endMs = endedAt === null ? Date.now() : new Date(endedAt).getTime();
  return duration(Math.max(0, (endMs - new Date(startedAt).getTime()) / 1000));
}
