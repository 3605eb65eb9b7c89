import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { classSessionQuery } from "@/lib/api/class-sessions";
import { ClassHolderContext } from "@/lib/class-holder";
import { Notices, NoticesContext } from "@/lib/notices";
import { json, stubServer } from "@/testing/fake-server";
import { makeHolder } from "@/testing/render";
import { text } from "@/text";

import { NoteCard } from "./note-card";

beforeEach(() => {
  vi.spyOn(window, "scrollTo").mockReturnValue();
});

afterEach(() => vi.unstubAllGlobals());

function ClassPage() {
  const { data } = useQuery(classSessionQuery(3));
  return data === undefined ? null : <NoteCard classSession={data} />;
}

/** A class whose note is "Old", on a page with a way to another one. Gives what is stored. */
async function renderNote(mayAnswer: Promise<void> = Promise.resolve()) {
  const stored = { id: 3, note: "Old" };
  stubServer({
    "GET /api/class-sessions/3": () => json(stored),
    "PATCH /api/class-sessions/3": async (request) => {
      const { note, known_note: known } = (await request.json()) as Record<string, string>;
      if (known !== stored.note) return json({ code: "note_changed_meanwhile", detail: "" }, 409);
      Object.assign(stored, { note });
      await mayAnswer;
      return json(stored);
    },
  });
  const rootRoute = createRootRoute({
    component: () => (
      <>
        <Link to={"/elsewhere" as never}>Elsewhere</Link>
        <Outlet />
      </>
    ),
  });
  const routeTo = (path: string, component: () => ReactNode) =>
    createRoute({ getParentRoute: () => rootRoute, path, component });
  const router = createRouter({
    routeTree: rootRoute.addChildren([
      routeTo("/", ClassPage),
      routeTo("/elsewhere", () => <h1>Another page</h1>),
    ]),
    history: createMemoryHistory(),
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NoticesContext value={new Notices()}>
        <ClassHolderContext value={makeHolder()}>
          <RouterProvider router={router as never} />
        </ClassHolderContext>
      </NoticesContext>
    </QueryClientProvider>,
  );
  return { stored, field: await screen.findByRole("textbox", { name: text.classSessions.note }) };
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const leave = () => userEvent.click(screen.getByText("Elsewhere"));

test("a page with a note that was not saved is left only after a question", async () => {
  const { field } = await renderNote();
  await userEvent.type(field, " and new");

  await leave();
  expect(await screen.findByText(text.classSessions.noteLeaveTitle)).toBeVisible();
  await press(text.cancel);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(field).toHaveValue("Old and new");

  await leave();
  await screen.findByRole("dialog");
  await press(text.classSessions.noteLeaveConfirm);
  expect(await screen.findByText("Another page")).toBeVisible();
});

test("a page with a note that was saved is left without a question", async () => {
  const { field, stored } = await renderNote();
  await userEvent.type(field, " and new");
  await press(text.save);
  await waitFor(() => expect(stored.note).toBe("Old and new"));
  await waitFor(() => expect(screen.getByRole("button", { name: text.save })).toBeDisabled());

  await leave();

  expect(await screen.findByText("Another page")).toBeVisible();
});

test("what is typed while a note is being saved stays, and is saved next", async () => {
  let answer = (): void => undefined;
  const { field, stored } = await renderNote(new Promise((resolve) => (answer = resolve)));
  await userEvent.type(field, " and new");
  await press(text.save);
  await waitFor(() => expect(stored.note).toBe("Old and new"));

  await userEvent.type(field, ", newer");
  answer();
  await waitFor(() => expect(screen.getByRole("button", { name: text.save })).toBeEnabled());
  expect(field).toHaveValue("Old and new, newer");

  await press(text.save);
  await waitFor(() => expect(stored.note).toBe("Old and new, newer"));
});

test("a note that somebody else changed is shown beside the own one before it is replaced", async () => {
  const { field, stored } = await renderNote();
  await userEvent.type(field, " and mine");
  stored.note = "Theirs";

  await press(text.save);
  const other = await screen.findByTestId("other-note");
  expect(other).toHaveTextContent(text.classSessions.noteMeanwhile("Theirs"));
  expect(field).toHaveValue("Old and mine");
  expect(stored.note).toBe("Theirs");

  stored.note = "Theirs, once more";
  await press(text.attendance.saveMine);
  await waitFor(() => expect(other).toHaveTextContent("Theirs, once more"));

  await press(text.attendance.saveMine);
  await waitFor(() => expect(stored.note).toBe("Old and mine"));
  await waitFor(() => expect(screen.queryByTestId("other-note")).toBeNull());
});

test("the note of somebody else can be kept", async () => {
  const { field, stored } = await renderNote();
  await userEvent.type(field, " and mine");
  stored.note = "Theirs";
  await press(text.save);
  await screen.findByTestId("other-note");

  await press(text.attendance.keepTheirs);

  expect(field).toHaveValue("Theirs");
  expect(screen.queryByTestId("other-note")).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
});
