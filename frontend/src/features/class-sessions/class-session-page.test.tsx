import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { classSessionQuery } from "@/lib/api/class-sessions";
import { json, stubServer } from "@/testing/fake-server";
import { renderPage } from "@/testing/render";
import { text } from "@/text";

import { ClassSessionPage } from "./class-session-page";

const BIOLOGY = {
  id: 3,
  name: "Biology",
  environment: "classroom",
  emotion_set: "wellbeing",
  note: "",
  started_at: "2026-11-20T08:00:00Z",
  ended_at: "2026-11-20T08:45:00Z",
  students_expected: 0,
  students_present: 0,
  students_seen: 0,
};
const PHYSICS = { ...BIOLOGY, id: 4, name: "Physics" };
const NOT_FOUND = { code: "class_session_not_found", detail: "There is no class session 3." };
const TIMELINE = { labels: [], buckets: [] };
const ROLL = { ...BIOLOGY, class_session_id: 3, roll: "everyone", students: [] };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page of Biology, on a server that knows Physics, too. */
async function renderBiology(own: () => Response) {
  stubServer({
    "GET /api/class-sessions/3": own,
    "GET /api/class-sessions/3/timeline": () => json(TIMELINE),
    "GET /api/class-sessions/3/attendance": () => json(ROLL),
    "GET /api/class-sessions/4": () => json(PHYSICS),
    "GET /api/class-sessions/4/timeline": () => new Promise<Response>(() => undefined),
    "GET /api/class-sessions/4/attendance": () => json(ROLL),
  });
  const route = { path: "/class-sessions/$classSessionId", component: ClassSessionPage };
  const page = renderPage(route, "/class-sessions/3");
  expect(await screen.findByText(text.timeline.empty)).toBeVisible();
  return page;
}

test("a class that was deleted elsewhere is gone from an open page", async () => {
  let isDeleted = false;
  const { queries } = await renderBiology(() => (isDeleted ? json(NOT_FOUND, 404) : json(BIOLOGY)));

  isDeleted = true;
  await act(() => queries.refetchQueries({ ...classSessionQuery(3), exact: true }));

  await waitFor(() => expect(screen.getByText(text.problems.notFoundTitle)).toBeVisible());
  expect(screen.queryByText("Biology")).toBeNull();
  expect(screen.queryByRole("button", { name: text.classSessions.delete })).toBeNull();
});

test("a proxy that does not find the server does not delete a class that runs", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const running = { ...BIOLOGY, ended_at: null };
  let isProxyAlone = false;
  await renderBiology(() =>
    isProxyAlone ? new Response("404 page not found", { status: 404 }) : json(running),
  );

  isProxyAlone = true;
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  expect(screen.getByRole("heading", { name: "Biology" })).toBeVisible();
  expect(screen.queryByText(text.problems.notFoundTitle)).toBeNull();

  isProxyAlone = false;
  running.name = "Biology II";
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  expect(screen.getByRole("heading", { name: "Biology II" })).toBeVisible();
});

test("nothing of one class stands under another one's name", async () => {
  const { goTo, queries } = await renderBiology(() => json(BIOLOGY));
  await queries.query(classSessionQuery(4)); // as when its page was open before

  await goTo("/class-sessions/4");

  expect(await screen.findByRole("heading", { name: "Physics" })).toBeVisible();
  expect(screen.queryByText(text.timeline.empty)).toBeNull();
});
