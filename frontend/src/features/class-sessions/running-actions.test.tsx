import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { ClassHolderContext, type ClassHolder, type RunningClass } from "@/lib/class-holder";
import { json, stubServer } from "@/testing/fake-server";
import { makeHolder, renderView } from "@/testing/render";
import { text } from "@/text";

import { RunningActions } from "./running-actions";

const BIOLOGY: Schemas["ClassSession"] = {
  id: 3,
  name: "Biology",
  environment: "classroom",
  emotion_set: "wellbeing",
  note: "",
  started_at: "2026-11-20T08:00:00Z",
  ended_at: null,
  students_expected: 3,
  students_present: 0,
  students_seen: 0,
};
const HELD = { id: 3, name: "Biology", emotionSet: "wellbeing", startedAt: BIOLOGY.started_at };
const CHEMISTRY = { ...HELD, id: 4, name: "Chemistry" };

afterEach(() => vi.unstubAllGlobals());

/** The actions of a running class, while this browser's cameras see another one, this one, or none. */
function renderActions(held: typeof HELD | null = null): ClassHolder {
  const holder = makeHolder(held as RunningClass | null);
  renderView(
    <ClassHolderContext value={holder}>
      <RunningActions classSession={BIOLOGY} />
    </ClassHolderContext>,
  );
  return holder;
}

const button = (name: string) => screen.getByRole("button", { name });

test("the live view carries on with a class", async () => {
  const holder = renderActions();

  await userEvent.click(button(text.classSession.carryOnLive));

  expect(holder.classSession.get()).toEqual(HELD);
});

test("cameras leave another class only after a question", async () => {
  const holder = renderActions(CHEMISTRY);

  await userEvent.click(button(text.classSession.carryOnLive));
  expect(screen.getByRole("dialog")).toHaveTextContent(text.classSession.switchHelp("Chemistry"));
  expect(holder.classSession.get()).toEqual(CHEMISTRY);

  await userEvent.click(button(text.classSession.carryOn));
  expect(holder.classSession.get()).toEqual(HELD);
});

test("a class that the cameras see has a way back to the live view", () => {
  renderActions(HELD);

  expect(screen.getByRole("link", { name: text.classSessions.toLive })).toHaveAttribute(
    "href",
    "/",
  );
});

test.each([
  ["is left by the cameras that saw it", HELD, null],
  ["leaves the cameras of another one alone", CHEMISTRY, CHEMISTRY],
])("a class that is ended %s", async (_, before, after) => {
  const sent = stubServer({ "POST /api/class-sessions/3/end": () => json(BIOLOGY) });
  const holder = renderActions(before);

  await userEvent.click(button(text.classSession.end));
  expect(sent).toEqual([]);
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: text.classSession.end }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toHaveLength(1);
  expect(holder.classSession.get()).toEqual(after);
});
