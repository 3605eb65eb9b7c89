// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";

import { json, stubServer } from "@/testing/fake-server";

import { readRecentHistory, type RecentHistory } from "./recent-history";

const NOW_MS = Date.parse("2026-03-02T10:30:00Z");

afterEach(() => vi.unstubAllGlobals());

function student(studentId: number, lastSeenAt: string) {
  const [first_seen_at, last_seen_at] = ["2026-03-02T10:00:00Z", lastSeenAt];
  const spans = [
    { first_seen_at, last_seen_at: "2026-03-02T10:01:00Z" },
    { first_seen_at: "2026-03-02T10:04:00Z", last_seen_at },
  ];
  const seen = { first_seen_at, last_seen_at, seconds_seen: 90, spans };
  return { student_id: studentId, name: `S${studentId}`, seen };
}

function history(happy: number) {
  const start = "2026-03-02T10:29:10Z";
  const probabilities = { happy, sad: 1 - happy };
  return json({
    emotion_set: "engagement",
    bucket: "10s",
    start,
    end: start,
    labels: ["happy", "sad"],
    buckets: [{ start, probabilities, dominant: "happy", seconds_observed: 9, coverage: 1 }],
  });
}

function recent() {
  const step = { start: "2026-03-02T10:29:10Z", probabilities: [0.9, 0.1], seconds_observed: 9 };
  return json({
    emotion_set: "engagement",
    labels: ["happy", "sad"],
    students: [{ student_id: 1, steps: [step] }],
  });
}

function read(signal = new AbortController().signal): Promise<RecentHistory> {
  return readRecentHistory(3, { nowMs: NOW_MS, signal });
}

test("roster, mood and everybody's trend take one request each", async () => {
  const requests = stubServer({
    "GET /api/class-sessions/3/attendance": () =>
      json({
        students: [
          student(1, "2026-03-02T10:29:58Z"),
          student(2, "2026-03-02T10:05:00Z"),
          { student_id: 4, name: "S4", seen: null }, // marked by the teacher
        ],
      }),
    "GET /api/class-sessions/3/emotions": () => history(0.4),
    "GET /api/class-sessions/3/emotions/recent": () => recent(),
  });

  const { attended, mood, trends } = await read();

  const startMs = Date.parse("2026-03-02T10:29:10Z");
  expect(attended.map(({ studentId }) => studentId)).toEqual([1, 2]);
  expect(mood).toEqual([{ startMs, shares: { happy: 0.4, sad: 0.6 }, samples: 9 }]);
  expect(trends.get(1)).toEqual([{ startMs, shares: { happy: 0.9, sad: 0.1 }, samples: 9 }]);
  expect(requests).toHaveLength(3);
});

test("a student has been here since the last stay began, however often they looked away", async () => {
  stubServer({
    "GET /api/class-sessions/3/attendance": () =>
      json({ students: [student(1, "2026-03-02T10:29:58Z")] }),
    "GET /api/class-sessions/3/emotions": () => history(0.4),
    "GET /api/class-sessions/3/emotions/recent": () => recent(),
  });

  const { attended } = await read();

  expect(attended[0]).toMatchObject({
    hereSinceMs: Date.parse("2026-03-02T10:04:00Z"),
    lastSeenMs: Date.parse("2026-03-02T10:29:58Z"),
  });
});

test("what the server refuses takes nothing else along", async () => {
  stubServer({
    "GET /api/class-sessions/3/attendance": () =>
      json({ students: [student(1, "2026-03-02T10:29:58Z")] }),
    "GET /api/class-sessions/3/emotions": () =>
      json({ code: "bad_range", detail: "`from` must be earlier than `to`." }, 422),
    "GET /api/class-sessions/3/emotions/recent": () => recent(),
  });

  const { attended, mood, trends } = await read();

  expect(attended.map(({ studentId }) => studentId)).toEqual([1]);
  expect(mood).toEqual([]);
  expect([...trends.keys()]).toEqual([1]);
});
