import { act, render, screen } from "@testing-library/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { json, stubServer } from "@/testing/fake-server";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeFace, makeReady, makeResult } from "@/testing/messages";
import { text } from "@/text";

import { WatchPage } from "./watch-page";

const BIOLOGY = {
  id: 3,
  name: "Biology",
  emotion_set: "wellbeing",
  started_at: "2026-03-02T10:00:00Z",
  ended_at: null,
  students_seen: 0,
};

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
  vi.spyOn(window, "scrollTo").mockReturnValue();
});

afterEach(() => vi.unstubAllGlobals());

/** The page at an address, with a server that knows the class session 3. */
function renderAt(address: string, classSession: object = BIOLOGY): void {
  stubServer({
    "GET /api/class-sessions/3": () => json(classSession),
    "GET /api/class-sessions/4": () =>
      json({ code: "class_session_not_found", detail: "There is none." }, 404),
    "GET /api/class-sessions/3/attendance": () => json({ students: [] }),
    "GET /api/class-sessions/3/emotions": () => json({ emotion_set: "wellbeing", buckets: [] }),
    "GET /api/class-sessions/3/emotions/recent": () => json({ labels: [], students: [] }),
  });
  const rootRoute = createRootRoute();
  const watchRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: "/watch/$classSessionId",
    component: WatchPage,
  });
  const router = createRouter({
    routeTree: rootRoute.addChildren([watchRoute]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

test("a running class is shown as its cameras see it", async () => {
  renderAt("/watch/3");
  expect(await screen.findByTestId("watch-state")).toHaveTextContent(text.watch.connecting);

  act(() => {
    FakeWebSocket.last.accept();
    FakeWebSocket.last.say(makeReady({ class_session_id: 3 }));
    FakeWebSocket.last.say(makeResult([makeFace()]));
  });

  expect(screen.getByTestId("watch-state")).toHaveTextContent(text.watch.watching);
  expect(screen.getByTestId("roster-row")).toHaveTextContent("Amara Okafor");
});

test("a connection that is lost is said, and the roster stays", async () => {
  renderAt("/watch/3");
  await screen.findByTestId("watch-state");
  act(() => {
    FakeWebSocket.last.accept();
    FakeWebSocket.last.say(makeReady({ class_session_id: 3 }));
    FakeWebSocket.last.say(makeResult([makeFace()]));
  });

  act(() => FakeWebSocket.last.end(1006));

  expect(screen.getByTestId("watch-state")).toHaveTextContent(text.watch.lost);
  expect(screen.getByTestId("roster-row")).toBeVisible();
});

test("a class that ends while it is watched is said to have ended", async () => {
  renderAt("/watch/3");
  await screen.findByTestId("watch-state");

  act(() => FakeWebSocket.last.say({ type: "bye", reason: "class_session_ended" }));

  expect(await screen.findByText(text.watch.endedTitle("Biology"))).toBeVisible();
  expect(screen.getByRole("link", { name: text.watch.openClass })).toHaveAttribute(
    "href",
    "/class-sessions/3",
  );
});

test("a class that has ended already is not connected to", async () => {
  renderAt("/watch/3", { ...BIOLOGY, ended_at: "2026-03-02T11:00:00Z" });

  expect(await screen.findByText(text.watch.endedTitle("Biology"))).toBeVisible();
  expect(FakeWebSocket.opened).toEqual([]);
});

test.each(["/watch/4", "/watch/biology"])(
  "%s is no class, and the page says so",
  async (address) => {
    renderAt(address);

    expect(await screen.findByText(text.watch.missingTitle)).toBeVisible();
  },
);
