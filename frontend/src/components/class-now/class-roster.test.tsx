import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { ClassNow } from "@/lib/class-now/class-now";
import { EMOTION_LABELS } from "@/lib/class-now/labels";
import { epochMs } from "@/lib/epoch-clock";
import { presenterMode } from "@/lib/presenter-mode";
import type { Face } from "@/lib/protocol.gen";
import { serverClock } from "@/lib/server-clock";
import { json, stubServer } from "@/testing/fake-server";
import { makeFace } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassRoster } from "./class-roster";

afterEach(() => {
  act(() => presenterMode.set(false));
  vi.useRealTimers();
  vi.unstubAllGlobals();
  const nowMs = Date.now();
  serverClock.heard(new Date().toUTCString(), { sentAtMs: nowMs, answeredAtMs: nowMs });
});

function seen(studentId: number, name: string): Face {
  return makeFace({ identity: { status: "known", student_id: studentId, name, similarity: 0.7 } });
}

/** Somebody on the class's roll whom no camera saw. */
function unseen(student_id: number, name: string, overrides = {}) {
  return { student_id, name, expected: true, needs_enrollment: false, seen: null, ...overrides };
}

/** The roll of the class that runs. */
function stubRoll(...students: object[]): void {
  stubServer({ "GET /api/class-sessions/3/attendance": () => json({ students }) });
}

/** A roster that has seen the faces of each moment, given in seconds before now. */
function renderRoster(
  moments: Readonly<Record<number, Face[]>>,
  classSessionId: number | null = null,
): ClassNow {
  const classNow = new ClassNow();
  const nowMs = epochMs();
  for (const [secondsAgo, faces] of Object.entries(moments).reverse()) {
    classNow.take(faces, nowMs - Number(secondsAgo) * 1000);
  }
  renderView(
    <ClassRoster
      classNow={classNow}
      labels={EMOTION_LABELS.wellbeing}
      classSessionId={classSessionId}
      empty={<p>Nobody yet</p>}
    />,
  );
  return classNow;
}

test("rows are by name whether somebody is here or away, and tell since when", () => {
  renderRoster({ 60: [seen(1, "Amara Okafor")], 0: [seen(2, "Bao Nguyen")] });

  const [first, second] = screen.getAllByTestId("roster-row");
  expect(first).toHaveAttribute("data-presence", "away");
  expect(first).toHaveTextContent(/Amara Okafor.*away since/);
  expect(second).toHaveAttribute("data-presence", "here");
  expect(second).toHaveTextContent(/Bao Nguyen.*Happy/);
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here · 1 away");
});

test("a row leads to the student's page", () => {
  renderRoster({ 0: [seen(7, "Amara Okafor")] });

  expect(screen.getByRole("link", { name: /Amara/ })).toHaveAttribute("href", "/students/7");
});

test("in a class those who have not been seen yet are told, without those who were", async () => {
  stubRoll(unseen(1, "Amara Okafor"), unseen(2, "Bao Nguyen"));

  renderRoster({ 0: [seen(1, "Amara Okafor")] }, 3);

  expect(await screen.findByText(text.roster.notSeenTitle(1))).toBeVisible();
  expect(screen.getByTestId("not-seen-row")).toHaveTextContent("Bao Nguyen");
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here · 1 not seen yet");
});

test("nobody is missing who is not on the list of the class or was seen by another camera", async () => {
  const someTime = "2026-11-20T08:00:00Z";
  const bySomebody = { first_seen_at: someTime, last_seen_at: someTime, seconds_seen: 1 };
  stubRoll(
    unseen(1, "Amara Okafor", { needs_enrollment: true }),
    unseen(2, "Bao Nguyen", { expected: false }),
    unseen(3, "Chiara Russo", { seen: bySomebody }),
  );

  renderRoster({}, 3);

  const row = await screen.findByTestId("not-seen-row");
  expect(row).toHaveTextContent(`Amara Okafor${text.roster.needsPhotos}`);
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("0 here · 1 not seen yet");
});

test("who is away is gone when deleted since, and called by a new name", async () => {
  const earlier = "2026-11-20T08:00:00Z";
  const bySomebody = { first_seen_at: earlier, last_seen_at: earlier, seconds_seen: 1 };
  stubRoll(unseen(1, "Amara Eze", { seen: bySomebody }));

  renderRoster(
    { 60: [seen(1, "Amara Okafor"), seen(2, "Bao Nguyen")], 0: [seen(3, "Chiara Russo")] },
    3,
  );

  expect(await screen.findByText("Amara Eze")).toBeVisible();
  expect(screen.queryByText("Bao Nguyen")).not.toBeInTheDocument();
  expect(screen.getByText("Chiara Russo")).toBeVisible(); // just seen: not stored yet
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here · 1 away");
});

test("who is in the picture stays where the device's clock is ahead of the server's", async () => {
  const minutesAgo = new Date(Date.now() - 5 * 60_000);
  stubServer({
    "GET /api/class-sessions/3/attendance": () => {
      const answer = json({ students: [unseen(1, "Amara Okafor")] });
      answer.headers.set("Date", minutesAgo.toUTCString());
      return answer;
    },
  });
  const classNow = renderRoster({}, 3);
  await screen.findByTestId("not-seen-row");

  act(() => classNow.take([seen(2, "Bao Nguyen")], epochMs()));

  expect(screen.getByTestId("roster-row")).toHaveTextContent("Bao Nguyen");
});

test("screen readers are told the numbers that are shown, without those who were deleted", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  stubRoll(unseen(1, "Amara Okafor"));
  renderRoster(
    { 120: [seen(2, "Bao Nguyen"), seen(3, "Chiara Russo")], 60: [seen(1, "Amara")] },
    3,
  );
  await waitFor(() => expect(screen.getAllByTestId("roster-row")).toHaveLength(1));

  act(() => void vi.advanceTimersByTime(15_000));

  expect(screen.getByRole("status")).toHaveTextContent(/^0 here, 1 away$/);
});

test("the numbers for a screen that others see are of the class's list", async () => {
  stubRoll(unseen(1, "Amara"), unseen(2, "Bao"), unseen(3, "Chiara", { expected: false }));
  act(() => presenterMode.set(true));

  renderRoster({ 0: [seen(1, "Amara")] }, 3);

  await waitFor(() =>
    expect(screen.getByTestId("roster-tiles")).toHaveTextContent(/here1.*not seen yet1/),
  );
});

test("a list that cannot be read is said, and nobody is called missing", async () => {
  const problem = { code: "class_session_not_found", detail: "There is none." };
  stubServer({ "GET /api/class-sessions/3/attendance": () => json(problem, 404) });

  renderRoster({ 0: [seen(1, "Amara")] }, 3);

  expect(await screen.findByText(text.roster.notSeenFailed)).toBeVisible();
  expect(screen.getByTestId("roster-counts")).toHaveTextContent(/^1 here$/);
});

test("a long list of missing students is folded until it is opened or searched", async () => {
  stubRoll(...Array.from({ length: 30 }, (_, index) => unseen(index + 10, `Student ${index}`)));
  renderRoster({ 0: [seen(1, "Amara Okafor")] }, 3);

  const fold = await screen.findByRole("button", { name: text.roster.notSeenTitle(30) });
  expect(screen.queryAllByTestId("not-seen-row")).toHaveLength(0);
  await userEvent.click(fold);
  expect(screen.getAllByTestId("not-seen-row")).toHaveLength(30);
  await userEvent.click(fold);

  await userEvent.type(screen.getByRole("searchbox", { name: text.roster.search }), "student 7");
  expect(screen.getAllByTestId("not-seen-row")).toHaveLength(1);
});

test("the search narrows the roster down", async () => {
  renderRoster({ 0: [seen(1, "Amara Okafor"), seen(2, "Bao Nguyen")] });

  await userEvent.type(screen.getByRole("searchbox", { name: text.roster.search }), "bao");

  expect(screen.getAllByTestId("roster-row")).toHaveLength(1);
});

test("while nobody was seen the view says why", () => {
  renderRoster({});

  expect(screen.getByText("Nobody yet")).toBeVisible();
});

test("a photo held into the camera is told by name, beside who is here", () => {
  const photo = makeFace({ liveness: { status: "suspect", reasons: ["flat"] } });
  renderRoster({ 0: [photo, seen(2, "Bao Nguyen")] });

  expect(screen.getByTestId("roster-suspects")).toHaveTextContent(
    "Looks like a photo or a screen, not counted: Amara Okafor",
  );
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here");
});

test("what is in the picture is said only while somebody looks", () => {
  const stranger = makeFace({
    identity: { status: "unknown", student_id: null, name: null, similarity: 0.1 },
  });
  renderRoster({ 60: [seen(1, "Amara Okafor"), stranger] });

  expect(screen.getByTestId("roster-row")).toBeVisible();
  expect(screen.queryByText(text.roster.notNamed(1))).toBeNull();
});

test("a screen that others see shows numbers and no name, not even of a photo", () => {
  const photo = makeFace({ liveness: { status: "suspect", reasons: ["flat"] } });
  act(() => presenterMode.set(true));

  renderRoster({ 60: [seen(1, "Chiara Russo")], 0: [photo, seen(2, "Bao Nguyen")] });

  expect(document.body).not.toHaveTextContent(/Chiara|Bao|Amara/);
  expect(document.body.innerHTML).not.toMatch(/students\/\d/);
  expect(screen.getByTestId("roster-tiles")).toHaveTextContent(/here1.*away1/);
  expect(screen.getByTestId("roster-suspects")).toHaveTextContent("1 face looks like a photo");
});
