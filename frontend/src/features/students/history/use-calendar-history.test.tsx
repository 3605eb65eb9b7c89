import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import type { TimeRange } from "@/lib/history/range";
import { json, stubServer } from "@/testing/fake-server";

import { useCalendarHistory } from "./use-calendar-history";

const MIDNIGHT = new Date(2026, 10, 20).getTime();
const NEXT_MIDNIGHT = new Date(2026, 10, 21).getTime();
const EIGHT = new Date(2026, 10, 20, 8).getTime();
const MINUTE_MS = 60_000;
const MONTHS = {
  startMs: new Date(2026, 9, 1).getTime(),
  endMs: new Date(2026, 11, 1).getTime(),
};

interface Shown {
  readonly nowMs: number;
  readonly range?: TimeRange;
}

afterEach(() => {
  isAway = false;
  vi.unstubAllGlobals();
});

let isAway = false;

/** Each answer has one day, named by where the range begins, seen for as long as the range is. */
function showCalendar() {
  const requests = stubServer({
    "GET /api/students/7/emotions": ({ url }) => {
      if (isAway) throw new TypeError("Failed to fetch");
      const { startMs, endMs } = rangeIn(url);
      const start = new Date(startMs).toISOString();
      return json({ labels: [], buckets: [{ start, seconds_observed: (endMs - startMs) / 1000 }] });
    },
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const first: Shown = { nowMs: EIGHT };
  const view = renderHook(
    ({ nowMs, range = MONTHS }: Shown) =>
      useCalendarHistory(7, { range, nowMs, emotionSet: "wellbeing" }),
    { wrapper, initialProps: first },
  );
  return {
    asked: () => requests.map(({ url }) => rangeIn(url)),
    show: view.rerender,
    hasFailed: () => view.result.current.error !== null,
    days: () =>
      (view.result.current.history?.buckets ?? []).map((bucket) => ({
        startMs: Date.parse(bucket.start),
        endMs: Date.parse(bucket.start) + bucket.seconds_observed * 1000,
      })),
  };
}

function rangeIn(url: string): TimeRange {
  const query = new URL(url).searchParams;
  const ms = (name: string) => Date.parse(query.get(name) ?? "");
  return { startMs: ms("from"), endMs: ms("to") };
}

test("renewals ask for the past months once, and show them with today", async () => {
  const past = { ...MONTHS, endMs: MIDNIGHT };
  const today = (nowMs: number) => ({ startMs: MIDNIGHT, endMs: nowMs });
  const { asked, days, show } = showCalendar();
  await waitFor(() => expect(days()).toEqual([past, today(EIGHT)]));

  for (const nowMs of [EIGHT + MINUTE_MS, EIGHT + 2 * MINUTE_MS]) {
    show({ nowMs });
    await waitFor(() => expect(days()).toEqual([past, today(nowMs)]));
  }

  expect(asked().filter(({ endMs }) => endMs === MIDNIGHT)).toEqual([past]);
  expect(asked()).toHaveLength(4);
});

test("at midnight the day that ends is asked for to its end, and belongs to the past from then on", async () => {
  const { days, show } = showCalendar();
  show({ nowMs: NEXT_MIDNIGHT });
  await waitFor(() => expect(days()[1]).toEqual({ startMs: MIDNIGHT, endMs: NEXT_MIDNIGHT }));

  const nowMs = NEXT_MIDNIGHT + MINUTE_MS;
  show({ nowMs });

  await waitFor(() =>
    expect(days()).toEqual([
      { ...MONTHS, endMs: NEXT_MIDNIGHT },
      { startMs: NEXT_MIDNIGHT, endMs: nowMs },
    ]),
  );
});

test("months that are over are shown without today", async () => {
  const range = { startMs: new Date(2026, 7, 1).getTime(), endMs: MONTHS.startMs };
  const { asked, days, show } = showCalendar();
  await waitFor(() => expect(days()).toHaveLength(2));

  show({ nowMs: EIGHT, range });

  await waitFor(() => expect(days()).toEqual([range]));
  expect(asked()).toHaveLength(3);
});

test("days that were read stay while the server is away, also over midnight", async () => {
  const { days, hasFailed, show } = showCalendar();
  await waitFor(() => expect(days()).toHaveLength(2));
  const read = days();

  isAway = true;
  for (const nowMs of [EIGHT + MINUTE_MS, NEXT_MIDNIGHT + MINUTE_MS]) {
    show({ nowMs });
    await waitFor(() => expect(hasFailed()).toBe(true));
    expect(days()).toEqual(read);
  }
});
