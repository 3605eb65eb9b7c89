import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LiveController } from "@/features/live/live-controller";
import type { Schemas } from "@/lib/api/client";
import { asRunning } from "@/lib/class-holder";
import { dayAndClock } from "@/lib/time";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassControl } from "./class-control";
import { rememberClass } from "./class-memory";

const DAY_MS = 24 * 60 * 60_000;
/** A class that starts now is one of today for hours to come. */
const NOON_MS = new Date(2026, 10, 20, 12).getTime();
const now = new Date(NOON_MS).toISOString();
const lastWeek = new Date(NOON_MS - 7 * DAY_MS).toISOString();

const BIOLOGY = {
  id: 3,
  name: "Biology",
  emotion_set: "wellbeing",
  started_at: now,
  ended_at: null,
  students_seen: 0,
};
const CHEMISTRY = { ...BIOLOGY, id: 4, name: "Chemistry" };
const FORGOTTEN = { ...BIOLOGY, started_at: lastWeek };

beforeEach(() => {
  vi.setSystemTime(NOON_MS);
});

afterEach(() => {
  vi.useRealTimers();
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

/** The page after a load, while these classes run on the server, the newest first. */
function renderControl(...running: (typeof BIOLOGY)[]): LiveController {
  const ended = running.map((classSession) => ({ ...classSession, ended_at: now }));
  stubServer({
    "GET /api/class-sessions": ({ url }) => {
      const limit = Number(new URL(url).searchParams.get("limit"));
      return json({ items: running.slice(0, limit), total: running.length, limit, offset: 0 });
    },
    "GET /api/class-sessions/3": () => json(running.find(({ id }) => id === 3)),
    "POST /api/class-sessions/3/end": () => json(ended.find(({ id }) => id === 3)),
  });
  const controller = new LiveController(() => document.createElement("video"));
  renderView(<ClassControl controller={controller} />);
  return controller;
}

/** The page while it holds a class and no camera runs; this is what the server says of the class. */
function renderHolding(answers: Parameters<typeof stubServer>[0]): LiveController {
  stubServer({
    "GET /api/class-sessions": () => json({ items: [], total: 0, limit: 20, offset: 0 }),
    ...answers,
  });
  const controller = new LiveController(() => document.createElement("video"));
  controller.setClassSession(asRunning(BIOLOGY as Schemas["ClassSession"]));
  renderView(<ClassControl controller={controller} />);
  return controller;
}

const gone = () => json({ code: "class_session_not_found", detail: "There is none." }, 404);

const carryOn = () => screen.findByRole("button", { name: text.classSession.carryOn });

test("a class that runs elsewhere is joined when asked to, and again after a reload", async () => {
  const first = renderControl(BIOLOGY);
  await userEvent.click(await carryOn());
  expect(first.classSession.get()?.id).toBe(3);

  cleanup();
  const reloaded = renderControl(BIOLOGY);

  await waitFor(() => expect(reloaded.classSession.get()?.id).toBe(3));
});

test("of several classes the one that this browser held is carried on with", async () => {
  renderControl(BIOLOGY);
  await userEvent.click(await carryOn());

  cleanup();
  const reloaded = renderControl(CHEMISTRY, BIOLOGY);

  await waitFor(() => expect(reloaded.classSession.get()?.name).toBe("Biology"));
});

test("of several classes of others none is joined before it was chosen by its name", async () => {
  const controller = renderControl(CHEMISTRY, BIOLOGY);

  await userEvent.click(await carryOn());
  const offered = screen.getAllByRole("menuitem");
  expect(offered.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Chemistry/),
    expect.stringMatching(/^Biology/),
  ]);
  expect(controller.classSession.get()).toBeNull();

  await userEvent.click(screen.getByRole("menuitem", { name: /Biology/ }));
  expect(controller.classSession.get()?.id).toBe(3);
});

test("a class of an earlier day is asked about with its day, also where this browser held it", async () => {
  rememberClass(FORGOTTEN.id);
  const controller = renderControl(FORGOTTEN);

  const since = dayAndClock(lastWeek);
  expect(await screen.findByText(text.classSession.carryOnHint("Biology", since))).toBeVisible();
  expect(controller.classSession.get()).toBeNull();

  await userEvent.click(await carryOn());
  expect(screen.getByTestId("running-class")).toHaveTextContent(
    text.classSession.runningSince(since),
  );
});

test("a class that has ended is not joined again", async () => {
  renderControl(BIOLOGY).setClassSession(asRunning(BIOLOGY as Schemas["ClassSession"]));
  const end = { name: text.classSession.end };
  await userEvent.click(await screen.findByRole("button", end));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", end));
  await carryOn();

  cleanup();
  const reloaded = renderControl(BIOLOGY);

  expect(await carryOn()).toBeVisible();
  expect(reloaded.classSession.get()).toBeNull();
});

test.each([
  ["ended", () => json({ ...BIOLOGY, ended_at: now })],
  ["deleted", gone],
])("a class that was %s elsewhere is left, also while no camera runs", async (_, answer) => {
  const controller = renderHolding({ "GET /api/class-sessions/3": answer });

  expect(await screen.findByRole("button", { name: text.classSession.start })).toBeVisible();
  expect(controller.classSession.get()).toBeNull();
});

test("a class that was renamed elsewhere has its new name", async () => {
  renderHolding({ "GET /api/class-sessions/3": () => json({ ...BIOLOGY, name: "Chemistry" }) });

  await waitFor(() => expect(screen.getByTestId("running-class")).toHaveTextContent("Chemistry"));
});

test("a class that was deleted just now has ended for whoever ends it", async () => {
  const controller = renderHolding({
    "GET /api/class-sessions/3": () => json(BIOLOGY),
    "POST /api/class-sessions/3/end": gone,
  });
  const end = { name: text.classSession.end };

  await userEvent.click(screen.getByRole("button", end));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", end));

  await waitFor(() => expect(controller.classSession.get()).toBeNull());
});

test("a running class offers its address for another device", async () => {
  const controller = renderControl(BIOLOGY);
  await userEvent.click(await screen.findByRole("button", { name: text.classSession.carryOn }));
  expect(controller.classSession.get()).not.toBeNull();

  await userEvent.click(screen.getByRole("button", { name: text.watchLink.open }));

  expect(await screen.findByRole("textbox", { name: text.watchLink.address })).toHaveValue(
    `${window.location.origin}/watch/3`,
  );
});
