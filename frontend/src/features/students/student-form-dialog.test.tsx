import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { StudentFormDialog } from "./student-form-dialog";

const AMARA: Schemas["Student"] = {
  id: 7,
  name: "Amara Nwosu",
  external_id: "2026-0147",
  note: "",
  created_at: "2026-11-20T08:00:00Z",
  updated_at: "2026-11-20T08:00:00Z",
  faces: 3,
  views: 3,
  few_views: false,
  needs_enrollment: false,
  other_faces: 0,
  kept_photos: 0,
  last_seen_at: null,
};

test.each([
  [text.students.name, "Amara Lind", { name: "Amara Lind" }],
  [text.students.externalId, "2026-0148", { external_id: "2026-0148" }],
])("of a student only what was changed is sent: %s", async (label, typed, sent) => {
  const onPatch = vi.fn<(body: unknown) => void>();
  stubServer({
    "PATCH /api/students/7": async (request) => {
      onPatch(await request.json());
      return json(AMARA);
    },
  });
  const onSaved = vi.fn<() => void>();
  renderView(<StudentFormDialog student={AMARA} onSaved={onSaved} onClose={vi.fn<() => void>()} />);

  const field = screen.getByRole("textbox", { name: new RegExp(`^${label}`, "u") });
  await userEvent.clear(field);
  await userEvent.type(field, typed);
  await userEvent.click(screen.getByRole("button", { name: text.save }));

  await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  expect(onPatch).toHaveBeenCalledWith(sent);
  vi.unstubAllGlobals();
});
