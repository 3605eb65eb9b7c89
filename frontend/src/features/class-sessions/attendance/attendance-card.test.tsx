import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { makeEntry, makeSeen } from "@/features/class-sessions/testing/make-entry";
import type { Schemas } from "@/lib/api/client";
import { useNotices } from "@/lib/notices";
import { presenterMode } from "@/lib/presenter-mode";
import { useStore } from "@/lib/store";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";

import { AttendanceCard } from "./attendance-card";

afterEach(() => {
  presenterMode.set(false);
  vi.unstubAllGlobals();
});

const AMARA = makeEntry({
  student_id: 1,
  name: "Amara Okafor",
  status: "present",
  seen: makeSeen("2026-11-20T08:00:04Z", "2026-11-20T08:44:00Z"),
});
const LUKA = makeEntry({ student_id: 2, name: "Luka Horvat" });
const KOFI = makeEntry({
  student_id: 3,
  name: "Kofi Adjei",
  status: "late",
  corrected: { status: "late", note: "Missed the bus", corrected_at: "2026-11-20T09:00:00Z" },
});

function makeAttendance(students: Schemas["AttendanceEntry"][]): Schemas["Attendance"] {
  return {
    class_session_id: 3,
    started_at: "2026-11-20T08:00:00Z",
    ended_at: "2026-11-20T08:45:00Z",
    roll: "everyone",
    students,
  };
}

/** A class of three; what is sent is recorded. */
function showAttendance(students = [AMARA, LUKA, KOFI]): Request[] {
  const seen = stubServer({
    "GET /api/class-sessions/3/attendance": () => json(makeAttendance(students)),
    "PUT /api/class-sessions/3/attendance/2": () => json(LUKA),
    "DELETE /api/class-sessions/3/attendance/3": () => new Response(null, { status: 204 }),
  });
  renderView(<AttendanceCard classSessionId={3} renewMs={false} />);
  return seen;
}

const rowOf = (name: string): Promise<HTMLElement> =>
  screen.findByRole("row", { name: new RegExp(name) });

test("the roll shows who was seen, who was not, and what was corrected", async () => {
  showAttendance();

  expect(await rowOf("Luka Horvat")).toHaveTextContent("Seen by no camera");
  expect(await rowOf("Kofi Adjei")).toHaveTextContent("Missed the bus");
  expect(screen.getByText("1 present · 1 late · 1 not seen")).toBeInTheDocument();
});

test("a student whom no camera saw is marked as present, with a note", async () => {
  const sent = showAttendance();
  const user = userEvent.setup();

  await user.click(within(await rowOf("Luka Horvat")).getByRole("button"));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("radio", { name: "Present" }));
  await user.type(dialog.getByRole("textbox"), "Bus");
  await user.click(dialog.getByRole("button", { name: "Save" }));

  const put = await waitFor(() => {
    const request = sent.find(({ method }) => method === "PUT");
    expect(request).toBeDefined();
    return request;
  });
  expect(await put?.json()).toEqual({ status: "present", note: "Bus" });
});

test("a correction can be undone", async () => {
  const sent = showAttendance();
  const user = userEvent.setup();

  await user.click(within(await rowOf("Kofi Adjei")).getByRole("button"));
  await user.click(await screen.findByRole("button", { name: "Undo the correction" }));

  await waitFor(() => expect(sent.map(({ method }) => method)).toContain("DELETE"));
});

test("what somebody else corrected meanwhile is shown, and the teacher chooses", async () => {
  const theirs = {
    status: "excused",
    note: "At the dentist",
    corrected_at: "2026-11-20T09:05:00.25Z",
  } as const;
  const problem = { code: "corrected_meanwhile", detail: "It was corrected meanwhile." };
  let stored = LUKA;
  const sent = stubServer({
    "GET /api/class-sessions/3/attendance": () => json(makeAttendance([stored])),
    "PUT /api/class-sessions/3/attendance/2": ({ url }) => {
      if (new URL(url).searchParams.get("based_on") !== "none") return json(LUKA);
      stored = { ...LUKA, status: "excused", corrected: theirs };
      return json(problem, 409);
    },
  });
  renderView(<AttendanceCard classSessionId={3} renewMs={false} />);
  const user = userEvent.setup();
  await user.click(within(await rowOf("Luka Horvat")).getByRole("button"));
  await user.click(screen.getByRole("radio", { name: "Absent" }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByTestId("other-correction")).toHaveTextContent(
    /Excused, “At the dentist”/,
  );
  expect(screen.getByRole("button", { name: "Keep theirs" })).toBeVisible();
  expect(screen.getByRole("radio", { name: "Absent" })).toBeChecked();

  await user.click(screen.getByRole("button", { name: "Save mine" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const last = sent.filter(({ method }) => method === "PUT").at(-1);
  expect(new URL(last?.url ?? "").searchParams.get("based_on")).toBe(theirs.corrected_at);
});

test("a correction that is being written stays when its row leaves the list, until it is closed", async () => {
  let students = [LUKA, AMARA];
  stubServer({ "GET /api/class-sessions/3/attendance": () => json(makeAttendance(students)) });
  renderView(<AttendanceCard classSessionId={3} renewMs={20} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^Not seen 1/ }));
  await user.click(within(await rowOf("Luka Horvat")).getByRole("button"));
  await user.type(screen.getByRole("textbox", { name: /Note/ }), "Bus");

  students = [{ ...LUKA, status: "present", seen: AMARA.seen }, AMARA];
  expect(await screen.findByText("Nobody here matches.")).toBeInTheDocument();
  expect(screen.getByRole("dialog")).toHaveTextContent(/The cameras: .*seen for/);
  expect(screen.getByRole("textbox", { name: /Note/ })).toHaveValue("Bus");

  await user.click(screen.getByRole("button", { name: "Cancel" }));
  students = [LUKA, AMARA];
  await rowOf("Luka Horvat");
  expect(screen.queryByRole("dialog")).toBeNull();
});

function Notice() {
  const notice = useStore(useNotices().current);
  return <p>{notice?.message}</p>;
}

/** Three students whom no camera saw; each mark waits until the test lets the server answer it. */
function showMissing() {
  const missing = [LUKA, ...[4, 5].map((id) => makeEntry({ student_id: id, name: `Guest ${id}` }))];
  const waiting: { answer: () => void; hangUp: () => void }[] = [];
  const put = () =>
    new Promise<Response>((resolve, reject) =>
      waiting.push({
        answer: () => resolve(json(missing[0])),
        hangUp: () => reject(new TypeError("Failed to fetch")),
      }),
    );
  const sent = stubServer({
    "GET /api/class-sessions/3/attendance": () => json(makeAttendance(missing)),
    "PUT /api/class-sessions/3/attendance/2": put,
    "PUT /api/class-sessions/3/attendance/4": put,
    "PUT /api/class-sessions/3/attendance/5": put,
  });
  renderView(
    <>
      <AttendanceCard classSessionId={3} renewMs={false} />
      <Notice />
    </>,
  );
  const count = (method: string): number => sent.filter((one) => one.method === method).length;
  return {
    count,
    answer: () => waiting.shift()?.answer(),
    hangUp: () => waiting.shift()?.hangUp(),
  };
}

async function startMarking(): Promise<void> {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Mark the 3 not seen as absent" }));
  await user.click(screen.getByRole("button", { name: "Mark as absent" }));
}

test("who marks everybody as absent sees how far it is, and can stop it", async () => {
  const { count, answer } = showMissing();
  await startMarking();
  expect(await screen.findByText("0 of 3")).toBeVisible();
  answer();
  expect(await screen.findByText("1 of 3")).toBeVisible();
  await waitFor(() => expect(count("PUT")).toBe(2));

  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  answer();

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(count("GET")).toBe(2));
  expect(count("PUT")).toBe(2);
});

test.each([true, false])(
  "a marking that fails says how far it came (cancelled: %s)",
  async (isCancelled) => {
    const { count, answer, hangUp } = showMissing();
    await startMarking();
    await waitFor(() => expect(count("PUT")).toBe(1));
    answer();
    await waitFor(() => expect(count("PUT")).toBe(2));
    if (isCancelled) {
      await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }

    hangUp();

    expect(await screen.findByText(/Stopped: 1 of 3 were marked as absent/)).toBeVisible();
    expect(screen.getByText(/The server cannot be reached/)).toBeVisible();
  },
);

test("nobody else is marked as absent once the list is left", async () => {
  const { count, answer } = showMissing();
  await startMarking();
  await waitFor(() => expect(count("PUT")).toBe(1));

  act(() => presenterMode.set(true));
  answer();

  await waitFor(() => expect(count("GET")).toBe(2));
  expect(count("PUT")).toBe(1);
});

test("the row that took the place of a corrected one has the focus after the dialog", async () => {
  const kofi = { ...KOFI, status: "not_seen", corrected: null } as const;
  let students = [LUKA, kofi, AMARA];
  stubServer({
    "GET /api/class-sessions/3/attendance": () => json(makeAttendance(students)),
    "PUT /api/class-sessions/3/attendance/2": () => {
      students = [{ ...LUKA, status: "present" }, kofi, AMARA];
      return json(students[0]);
    },
  });
  renderView(<AttendanceCard classSessionId={3} renewMs={false} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^Not seen 2/ }));

  await user.click(within(await rowOf("Luka Horvat")).getByRole("button"));
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(within(await rowOf("Luka Horvat")).getByRole("button")).toHaveFocus();

  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("radio", { name: "Present" }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByText("Luka Horvat")).toBeNull());
  expect(within(await rowOf("Kofi Adjei")).getByRole("button")).toHaveFocus();
});

test("presenter mode shows numbers and no names", async () => {
  presenterMode.set(true);
  showAttendance();

  expect(await screen.findByText("1 present · 1 late · 1 not seen")).toBeInTheDocument();
  expect(screen.queryByText("Luka Horvat")).not.toBeInTheDocument();
});

test("a class without students says so", async () => {
  showAttendance([]);

  expect(await screen.findByText("There are no students yet")).toBeInTheDocument();
});
