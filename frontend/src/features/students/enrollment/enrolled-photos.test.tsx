import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { EnrolledPhotos } from "./enrolled-photos";

const words = text.student.enrollment;

afterEach(() => vi.unstubAllGlobals());

function makePhoto(number: number, disagrees = false): Schemas["EnrolledPhoto"] {
  return { face_id: 200 + number, number, quality: 0.8, agreement: 0.7, disagrees };
}

async function confirmDeleting(number: number): Promise<HTMLElement> {
  await userEvent.click(screen.getByRole("button", { name: words.deletePhoto(number) }));
  const dialog = screen.getByRole("dialog", { name: words.deletePhotoTitle(number) });
  await userEvent.click(within(dialog).getByRole("button", { name: words.deletePhotoConfirm }));
  return dialog;
}

test("the one photo that disagrees is deleted, after it was asked", async () => {
  const sent = stubServer({
    "DELETE /api/students/4/faces/202": () => new Response(null, { status: 204 }),
  });
  renderView(<EnrolledPhotos studentId={4} photos={[makePhoto(1), makePhoto(2, true)]} />);
  expect(screen.getByText(words.disagrees)).toBeVisible();

  await confirmDeleting(2);

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toHaveLength(1);
});

test("deleting the only photo says what follows", async () => {
  renderView(<EnrolledPhotos studentId={4} photos={[makePhoto(1)]} />);

  await userEvent.click(screen.getByRole("button", { name: words.deletePhoto(1) }));

  expect(screen.getByRole("dialog")).toHaveTextContent(words.deleteLastPhoto);
});

test("a photo that is gone already is as good as deleted, and a failure is told", async () => {
  const gone = { code: "face_not_found", detail: "There is none." };
  const locked = { code: "database_locked", detail: "Another program keeps the database." };
  stubServer({
    "DELETE /api/students/4/faces/201": () => json(gone, 404),
    "DELETE /api/students/4/faces/202": () => json(locked, 503),
  });
  renderView(<EnrolledPhotos studentId={4} photos={[makePhoto(1), makePhoto(2)]} />);

  await confirmDeleting(1);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

  const dialog = await confirmDeleting(2);
  expect(await within(dialog).findByText(locked.detail)).toBeVisible();
});
