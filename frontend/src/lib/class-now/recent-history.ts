import { api, dataOf, type Schemas } from "@/lib/api/client";

import { MOOD_MS, TREND_MS } from "./class-now";
import type { Attended } from "./roster";
import type { Step } from "./step-series";

const BUCKET = "10s";

/** What the server remembers of the last minutes of a class session. */
export interface RecentHistory {
  readonly attended: readonly Attended[];
  readonly mood: readonly Step[];
  readonly trends: ReadonlyMap<number, readonly Step[]>;
}

interface RecentAsked {
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/**
 * Three requests, however many students there are. What cannot be read is empty: what is seen from
 * now on is shown all the same, and a server that is gone is said elsewhere.
 */
export async function readRecentHistory(
  classSessionId: number,
  { nowMs, signal }: RecentAsked,
): Promise<RecentHistory> {
  const [attended, mood, trends] = await Promise.all([
    readAttended(classSessionId, signal).catch(() => []),
    readMood(classSessionId, { nowMs, signal }).catch(() => []),
    readTrends(classSessionId, signal).catch(() => new Map<number, readonly Step[]>()),
  ]);
  return { attended, mood, trends };
}

async function readAttended(
  classSessionId: number,
  signal: AbortSignal,
): Promise<readonly Attended[]> {
  const params = { path: { class_session_id: classSessionId } };
  const { students } = await dataOf(
    api.GET("/api/class-sessions/{class_session_id}/attendance", { params, signal }),
  );
  return students.flatMap(({ student_id: studentId, name, seen }) =>
    seen === null
      ? []
      : {
          studentId,
          name,
          hereSinceMs: Date.parse(seen.spans.at(-1)?.first_seen_at ?? seen.last_seen_at),
          lastSeenMs: Date.parse(seen.last_seen_at),
        },
  );
}

async function readMood(
  classSessionId: number,
  { nowMs, signal }: RecentAsked,
): Promise<readonly Step[]> {
  const query = { bucket: BUCKET, from: new Date(nowMs - MOOD_MS).toISOString() } as const;
  const params = { path: { class_session_id: classSessionId }, query };
  const { buckets } = await dataOf(
    api.GET("/api/class-sessions/{class_session_id}/emotions", { params, signal }),
  );
  return buckets.map(({ start, probabilities, seconds_observed: samples }) => ({
    startMs: Date.parse(start),
    shares: probabilities,
    samples,
  }));
}

async function readTrends(
  classSessionId: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly Step[]>> {
  const query = { minutes: TREND_MS / 60_000 };
  const params = { path: { class_session_id: classSessionId }, query };
  const { labels, students } = await dataOf(
    api.GET("/api/class-sessions/{class_session_id}/emotions/recent", { params, signal }),
  );
  return new Map(
    students.map(({ student_id: studentId, steps }) => [
      studentId,
      steps.map((step) => stepOf(step, labels)),
    ]),
  );
}

function stepOf(step: Schemas["RecentStep"], labels: readonly string[]): Step {
  const { start, probabilities, seconds_observed: samples } = step;
  const shares = Object.fromEntries(
    labels.map((label, index) => [label, probabilities[index] ?? 0]),
  );
  return { startMs: Date.parse(start), shares, samples };
}
