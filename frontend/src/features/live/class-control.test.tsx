import { act, cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassControl } from "./class-control";
import { LiveController } from "./live-controller";

const BIOLOGY = {
  id: 3,
  name: "Biology",
  emotion_set: "wellbeing",
  started_at: "2026-03-02T10:00:00Z",
  ended_at: null,
  students_seen: 0,
};

afterEach(() => {
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

/** The page after a load, while this class runs on the server. */
function renderControl(running: typeof BIOLOGY | null): LiveController {
  const items = running === null ? [] : [running];
  stubServer({
    "GET /api/class-sessions": () => json({ items, total: items.length, limit: 1, offset: 0 }),
  });
  const controller = new LiveController(() => document.createElement("video"));
  renderView(<ClassControl controller={controller} />);
  return controller;
}

test("a class that runs elsewhere is joined when asked to, and again after a reload", async () => {
  const first = renderControl(BIOLOGY);
  await userEvent.click(await screen.findByRole("button", { name: text.classSession.carryOn }));
  expect(first.classSession.get()?.id).toBe(3);

  cleanup();
  const reloaded = renderControl(BIOLOGY);

  await vi.waitFor(() => expect(reloaded.classSession.get()?.id).toBe(3));
});

test("a class that has ended is not joined again", async () => {
  const controller = renderControl(BIOLOGY);
  await userEvent.click(await screen.findByRole("button", { name: text.classSession.carryOn }));
  act(() => controller.setClassSession(null)); // the server said that it ended

  cleanup();
  const reloaded = renderControl(BIOLOGY);

  expect(await screen.findByRole("button", { name: text.classSession.carryOn })).toBeVisible();
  expect(reloaded.classSession.get()).toBeNull();
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
