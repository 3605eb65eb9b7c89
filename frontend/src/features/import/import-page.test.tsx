import { useRouter } from "@tanstack/react-router";
import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { presenterMode } from "@/lib/presenter-mode";
import { stubLocks } from "@/testing/fake-locks";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { writeJournal } from "./import-journal";
import { ImportPage } from "./import-page";

const ABOUT = { max_enrollment_images: 20, keeps_photos: false };

beforeEach(() => {
  window.localStorage.clear();
});

afterEach(() => {
  act(() => presenterMode.set(false));
  Reflect.deleteProperty(navigator, "locks");
  vi.unstubAllGlobals();
});

interface School {
  /** When it answers to a new student. */
  readonly mayAnswer?: Promise<void>;
  /** Whose attendance a teacher has corrected. */
  readonly corrected?: readonly number[];
  /** Whether it answers when a student is asked for or deleted. */
  readonly isThere?: (names: ReadonlyMap<number, string>) => boolean;
}

/** A server that keeps students in memory. */
function stubSchool({
  mayAnswer = Promise.resolve(),
  corrected = [],
  isThere = () => true,
}: School = {}) {
  const names = new Map<number, string>();
  let lastId = 0;
  const at = "2026-11-20T08:00:00Z";
  const row = (id: number) => ({
    id,
    name: names.get(id),
    faces: 0,
    created_at: at,
    updated_at: at,
    last_seen_at: null,
  });
  const answers: Record<string, (request: Request) => Response | Promise<Response>> = {
    "GET /api/about": () => json(ABOUT),
    "GET /api/students": () => json({ items: [], total: 0, limit: 500, offset: 0 }),
    "POST /api/students": async (request) => {
      const { name } = (await request.json()) as { name: string };
      const id = (lastId += 1);
      names.set(id, name);
      await mayAnswer;
      return json(row(id), 201);
    },
  };
  for (const id of [1, 2, 3]) {
    answers[`GET /api/students/${id}`] = () => {
      if (!isThere(names)) throw new TypeError("Failed to fetch");
      return json(row(id));
    };
    answers[`GET /api/students/${id}/contents`] = () =>
      json({ embeddings: 0, corrections: corrected.includes(id) ? 1 : 0, emotion_baselines: 0 });
    answers[`GET /api/students/${id}/enrollment`] = () => json({ photos: [] });
    answers[`DELETE /api/students/${id}`] = () => {
      names.delete(id);
      return new Response(null, { status: 204 });
    };
  }
  stubServer(answers);
  return names;
}

async function chooseList(content: string): Promise<void> {
  const file = new File([content], "9B.csv", { type: "text/csv" });
  const bytes = new TextEncoder().encode(content).buffer;
  // What jsdom's files lack.
  const missing = { webkitRelativePath: "", arrayBuffer: () => Promise.resolve(bytes) };
  const list = Object.assign(file, missing);
  await userEvent.upload(screen.getByTestId("import-list"), list);
}

/** A way to another page. */
function Elsewhere() {
  const router = useRouter();
  return <button onClick={() => router.history.push("/elsewhere")}>Elsewhere</button>;
}

const planned = () => screen.getAllByTestId("planned");

test("nothing is sent before the plan was looked at, and an import can be undone", async () => {
  const names = stubSchool();
  renderView(<ImportPage />);

  await chooseList("name,id\nAda,1\n,2\nBob,3\n");
  await screen.findByTestId("import-plan");
  expect(planned().map(({ dataset }) => dataset.action)).toEqual(["create", "create"]);
  expect(screen.getByText(/Line 3: The name for number 2 is missing/)).toBeVisible();
  expect(names.size).toBe(0);

  await userEvent.click(screen.getByRole("button", { name: text.import.start(2) }));
  expect(await screen.findByText(text.import.finished)).toBeVisible();
  expect([...names.values()]).toEqual(["Ada", "Bob"]);

  await userEvent.click(screen.getByRole("button", { name: text.import.undo }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent(text.import.undoRemoves(2));
  await userEvent.click(within(dialog).getByRole("button", { name: text.import.undoConfirm }));
  expect(await screen.findByText(text.import.undoneRemoved(2))).toBeVisible();
  expect(names.size).toBe(0);
});

test("whose attendance was corrected since stays when the import is undone", async () => {
  const names = stubSchool({ corrected: [2] });
  renderView(<ImportPage />);
  await chooseList("name\nAda\nBob\n");
  await userEvent.click(await screen.findByRole("button", { name: text.import.start(2) }));

  await userEvent.click(await screen.findByRole("button", { name: text.import.undo }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent(text.import.undoCareful);
  await userEvent.click(within(dialog).getByRole("button", { name: text.import.undoConfirm }));

  expect(await screen.findByText(text.import.undoneKept.corrected("Bob"))).toBeVisible();
  expect([...names.values()]).toEqual(["Bob"]);
});

test("an undo that the server broke off can be finished when it is back", async () => {
  let isBack = false;
  const names = stubSchool({ isThere: (left) => isBack || left.size > 2 });
  const { unmount } = renderView(<ImportPage />);
  await chooseList("name\nAda\nBob\nCem\n");
  await userEvent.click(await screen.findByRole("button", { name: text.import.start(3) }));
  const undo = async (): Promise<void> => {
    await userEvent.click(await screen.findByRole("button", { name: text.import.undo }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: text.import.undoConfirm }));
  };

  await undo();
  expect(await screen.findByText(text.import.undonePartlyTitle)).toBeVisible();
  const unreachable = text.import.undoneFailed(2, text.problems.unreachable);
  expect(screen.getByText(unreachable)).toBeVisible();
  expect([...names.values()]).toEqual(["Bob", "Cem"]);

  unmount(); // and the page is loaded again
  isBack = true;
  renderView(<ImportPage />);
  expect(screen.getByTestId("last-import")).toHaveTextContent(text.import.lastPartlyUndone(2));
  await undo();
  expect(await screen.findByText(text.import.undoneTitle)).toBeVisible();
  expect(names.size).toBe(0);
  expect(screen.queryByTestId("last-import")).toBeNull();
});

test("who is taken out of the plan is not created", async () => {
  const names = stubSchool();
  renderView(<ImportPage />);
  await chooseList("name\nAda\nBob\n");
  await screen.findByTestId("import-plan");

  await userEvent.click(screen.getByRole("checkbox", { name: text.import.chooseOne("Ada") }));
  await userEvent.click(screen.getByRole("button", { name: text.import.start(1) }));

  await screen.findByText(text.import.finished);
  expect([...names.values()]).toEqual(["Bob"]);
});

test("who is taken out of one class list is not missing in the next one", async () => {
  const names = stubSchool();
  renderView(<ImportPage />);
  await chooseList("name\nAda\nBob\n");
  await screen.findByTestId("import-plan");
  await userEvent.click(screen.getByRole("checkbox", { name: text.import.chooseOne("Ada") }));

  await chooseList("name\nCem\nBob\n");
  await userEvent.click(await screen.findByRole("button", { name: text.import.start(2) }));

  await screen.findByText(text.import.finished);
  expect([...names.values()]).toEqual(["Cem", "Bob"]);
});

test("an import that was broken off says what it did", async () => {
  stubSchool();
  const startedAt = "2026-11-20T08:00:00Z";
  const traces = [{ studentId: 1, createdAt: startedAt, isNew: true, faceIds: [7, 8, 9] }];
  writeJournal({ startedAt, students: 30, finished: 1, accepted: 3, rejected: 0, traces });

  renderView(<ImportPage />);

  const card = screen.getByTestId("last-import");
  expect(card).toHaveTextContent(text.import.lastInterrupted(1, 30));
  await userEvent.click(within(card).getByRole("button", { name: text.import.dismiss }));
  expect(screen.queryByTestId("last-import")).toBeNull();
});

test("another tab does not offer to undo an import that goes on", async () => {
  stubLocks();
  let answer = (): void => undefined;
  stubSchool({ mayAnswer: new Promise((resolve) => (answer = resolve)) });
  const first = renderView(<ImportPage />);
  await chooseList("name\nAda\nBob\nCem\n");
  await userEvent.click(await screen.findByRole("button", { name: text.import.start(3) }));

  const other = within(renderView(<ImportPage />).container);
  expect(await other.findByText(text.import.elsewhereTitle)).toBeVisible();
  expect(other.queryByTestId("last-import")).toBeNull();
  expect(other.queryByRole("button", { name: text.import.undo })).toBeNull();

  answer();
  await within(first.container).findByText(text.import.finished);
  expect(await other.findByTestId("last-import")).toHaveTextContent(text.import.lastFinished(3));
  expect(other.queryByText(text.import.elsewhereTitle)).toBeNull();
});

test("an import that goes on is left only after a question, also while names are hidden", async () => {
  let answer = (): void => undefined;
  const names = stubSchool({ mayAnswer: new Promise((resolve) => (answer = resolve)) });
  renderView(
    <>
      <ImportPage />
      <Elsewhere />
    </>,
  );
  await chooseList("name\nAda\nBob\nCem\nDoa\n");
  await screen.findByTestId("import-plan");
  await userEvent.click(screen.getByRole("button", { name: text.import.start(4) }));
  act(() => presenterMode.set(true));

  await userEvent.click(screen.getByText("Elsewhere"));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent(text.import.leaveTitle);

  await userEvent.click(within(dialog).getByRole("button", { name: text.import.leaveConfirm }));
  answer();
  act(() => presenterMode.set(false));
  expect(await screen.findByText(text.import.stopped)).toBeVisible();
  expect([...names.values()]).toEqual(["Ada", "Bob"]);
});
