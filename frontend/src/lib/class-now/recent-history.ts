import { api, dataOf, type Schemas } from "@/lib/api/client";

import { MOOD_MS, TREND_MS } from "./class-now";
import type { Attended } from "./roster";
import type { Step } from "./step-series";

/** Each trend is a request of its own: those who were seen last are enough to start with. */
const MOST_TRENDS = 60;
const AT_ONCE = 4;
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

/** Reads the roster and the mood first, then the trends; each is handed on when it is there. */
export async function readRecentHistory(
  classSessionId: number,
  { nowMs, signal }: RecentAsked,
  onRead: (history: RecentHistory) => void,
): Promise<void> {
  const [attended, mood] = await Promise.all([
    readAttended(classSessionId, signal),
    readMood(classSessionId, { nowMs, signal }),
  ]);
  onRead({ attended, mood: mood.steps, trends: new Map() });
  const waiting = attended
    .filter(({ lastSeenMs }) => lastSeenMs > nowMs - TREND_MS)
    .sort((a, b) => b.lastSeenMs - a.lastSeenMs)
    .slice(0, MOST_TRENDS);
  const trends = new Map<number, readonly Step[]>();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { studentId } = next;
      trends.set(studentId, await readTrend(studentId, mood.emotionSet, { nowMs, signal }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  onRead({ attended: [], mood: [], trends });
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
          firstSeenMs: Date.parse(seen.first_seen_at),
          lastSeenMs: Date.parse(seen.last_seen_at),
          secondsSeen: seen.seconds_seen,
        },
  );
}

async function readMood(classSessionId: number, { nowMs, signal }: RecentAsked) {
  const query = { bucket: BUCKET, from: isoBefore(nowMs, MOOD_MS) } as const;
  const params = { path: { class_session_id: classSessionId }, query };
  const history = await dataOf(
    api.GET("/api/class-sessions/{class_session_id}/emotions", { params, signal }),
  );
  return { steps: stepsOf(history), emotionSet: history.emotion_set };
}

async function readTrend(
  studentId: number,
  emotionSet: Schemas["EmotionHistory"]["emotion_set"],
  { nowMs, signal }: RecentAsked,
): Promise<readonly Step[]> {
  const query = {
    bucket: BUCKET,
    from: isoBefore(nowMs, TREND_MS),
    emotion_set: emotionSet,
  } as const;
  const params = { path: { student_id: studentId }, query };
  return stepsOf(await dataOf(api.GET("/api/students/{student_id}/emotions", { params, signal })));
}

function stepsOf({ buckets }: Schemas["EmotionHistory"]): readonly Step[] {
  return buckets.map(({ start, probabilities, seconds_observed: samples }) => ({
    startMs: Date.parse(start),
    shares: probabilities,
    samples,
  }));
}

function isoBefore(nowMs: number, backMs: number): string {
  return new Date(nowMs - backMs).toISOString();
}
