import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { ClassHolderContext } from "@/lib/class-holder";
import { json, stubServer } from "@/testing/fake-server";
import { makeHolder, renderView } from "@/testing/render";

import { ClassFormDialog } from "./class-form-dialog";

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

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["that the cameras see has it there, too, and is not joined anew", 3, "Chemistry"],
  ["that they do not see leaves theirs alone", 4, "Biology"],
])("a new name of a class %s", async (_, heldId, name) => {
  stubServer({ "PATCH /api/class-sessions/3": () => json({ ...BIOLOGY, name: "Chemistry" }) });
  const held = { id: heldId, name: "Biology", emotionSet: "wellbeing", startedAt: "" } as const;
  const { classSession } = makeHolder(held);
  const setClassSession = vi.fn();
  const close = vi.fn();
  renderView(
    <ClassHolderContext value={{ classSession, setClassSession }}>
      <ClassFormDialog classSession={BIOLOGY} onClose={close} />
    </ClassHolderContext>,
  );

  const field = screen.getByRole("textbox");
  await userEvent.clear(field);
  await userEvent.type(field, "Chemistry{Enter}");
  await waitFor(() => expect(close).toHaveBeenCalled());

  expect(classSession.get()).toEqual({ ...held, name });
  expect(setClassSession).not.toHaveBeenCalled();
});
