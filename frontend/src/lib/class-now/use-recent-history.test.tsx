import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { epochMs } from "@/lib/epoch-clock";
import { json, stubServer } from "@/testing/fake-server";

import { ClassNow } from "./class-now";
import { useRecentHistory } from "./use-recent-history";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("history is read again after a sleep, in which others may have seen the class", async () => {
  let lastSeen = new Date().toISOString();
  stubServer({
    "GET /api/class-sessions/3/attendance": () => {
      const seen = { first_seen_at: lastSeen, last_seen_at: lastSeen, seconds_seen: 1 };
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
