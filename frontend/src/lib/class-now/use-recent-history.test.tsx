import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { epochMs } from "@/lib/epoch-clock";
import { serverClock } from "@/lib/server-clock";
import { json, stubServer } from "@/testing/fake-server";

import { ClassNow } from "./class-now";
import { useRecentHistory } from "./use-recent-history";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  const nowMs = Date.now();
  serverClock.heard(new Date().toUTCString(), { sentAtMs: nowMs, answeredAtMs: nowMs });
});

test("history is read again after a sleep, in which others may have seen the class", async () => {
  let lastSeen = new Date().toISOString();
  stubServer({
    "GET /api/class-sessions/3/attendance": () => {
      const span = { first_seen_at: lastSeen, last_seen_at: lastSeen };
      const seen = { ...span, seconds_seen: 1, spans: [span] };
      return json({ students: [{ student_id: 1, name: "Amara", seen }] });
    },
    "GET /api/class-sessions/3/emotions": () => json({ buckets: [] }),
    "GET /api/class-sessions/3/emotions/recent": () => json({ labels: [], students: [] }),
  });
  const classNow = new ClassNow();
  renderHook(() => useRecentHistory(classNow, 3));
  const lastSeenMs = () => classNow.roster.get().entries.get(1)?.lastSeenMs;
  await waitFor(() => expect(lastSeenMs()).toBeDefined());

  vi.setSystemTime(Date.now() + 3_600_000);
  lastSeen = new Date(Date.now() - 60_000).toISOString();
  await act(async () => {
    epochMs();
    await Promise.resolve();
  });

  await waitFor(() => expect(lastSeenMs()).toBe(Date.parse(lastSeen)));
});

test.each([12, -12])(
  "on a device whose clock is %i minutes behind the class is shown as it is",
  async (minutes) => {
    const serverMs = () => Date.now() + minutes * 60_000;
    const stamped = (response: Response): Response => {
      response.headers.set("Date", new Date(serverMs()).toUTCString());
      return response;
    };
    const at = (agoMs: number) => new Date(serverMs() - agoMs).toISOString();
    stubServer({
      "GET /api/class-sessions/3/attendance": () => {
        const span = { first_seen_at: at(300_000), last_seen_at: at(0) };
        const seen = { ...span, seconds_seen: 300, spans: [span] };
        return stamped(json({ students: [{ student_id: 1, name: "Amara", seen }] }));
      },
      "GET /api/class-sessions/3/emotions": ({ url }) => {
        const from = Date.parse(new URL(url).searchParams.get("from") ?? "");
        const problem = { code: "bad_range", detail: "`from` must be earlier than `to`." };
        if (from > serverMs()) return stamped(json(problem, 422));
        const bucket = { start: at(60_000), probabilities: { happy: 1 }, seconds_observed: 9 };
        return stamped(json({ buckets: [bucket] }));
      },
      "GET /api/class-sessions/3/emotions/recent": () =>
        stamped(json({ labels: [], students: [] })),
    });
    const classNow = new ClassNow();
    renderHook(() => useRecentHistory(classNow, 3));

    await waitFor(() => expect(classNow.mood.get()).toHaveLength(1));

    const amara = classNow.roster.get().entries.get(1);
    expect(Math.abs((amara?.lastSeenMs ?? 0) - epochMs())).toBeLessThan(5_000);
    expect(Math.abs(epochMs() - serverMs())).toBeLessThan(3_000);
  },
);
