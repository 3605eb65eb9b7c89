import type { Schemas } from "@/lib/api/client";
import { epochMs } from "@/lib/epoch-clock";
import { duration } from "@/lib/time";

type Times = Pick<Schemas["ClassSession"], "started_at" | "ended_at">;

/** How long a class took, or has taken until now. */
export function lengthMsOf(
  { started_at: startedAt, ended_at: endedAt }: Times,
  nowMs: number = epochMs(),
): number {
  const endMs = endedAt === null ? nowMs : Date.parse(endedAt);
  return Math.max(0, endMs - Date.parse(startedAt));
}

export function lengthOf(times: Times): string {
  return duration(lengthMsOf(times) / 1000);
}
