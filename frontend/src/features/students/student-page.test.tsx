import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { parseHistoryChoice } from "@/components/history/history-choice";
import { studentQuery } from "@/lib/api/students";
import { json, stubServer } from "@/testing/fake-server";
import { renderPage } from "@/testing/render";
import { text } from "@/text";

import { StudentPage } from "./student-page";

const START = "2026-11-20T08:00:00Z";
const END = "2026-11-20T08:01:00Z";
const HAPPY = { labels: ["happy"], probabilities: { happy: 1 }, dominant: "happy", coverage: 1 };
const SUMMARY = {
  ...HAPPY,
  emotion_set: "wellbeing",
  start: START,
  end: END,
  dominant_seconds: { happy: 60 },
  seconds_observed: 60,
  first_observed_at: START,
  last_observed_at: END,
};
const HISTORY = {
  emotion_set: "wellbeing",
  bucket: "1m",
  tz: "UTC",
  start: START,
  end: END,
  labels: ["happy"],
  buckets: [{ ...HAPPY, start: START, end: END, seconds_observed: 60 }],
};
const NOT_FOUND = { code: "student_not_found", detail: "There is no student 1." };

type Answer = () => Response | Promise<Response>;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answersOf(id: number, name: string, emotions: (answer: object) => ReturnType<Answer>) {
  const student = { id, name, external_id: null, note: "", needs_enrollment: false, faces: 3 };
  const stored = { ...student, other_faces: 0, kept_photos: 0, last_seen_at: END, views: 3 };
  const path = `GET /api/students/${id}`;
  return {
    [path]: () => json(stored),
    [`${path}/emotions`]: () => emotions(HISTORY),
    [`${path}/emotions/summary`]: () => emotions(SUMMARY),
    [`${path}/gaps`]: () =>
      emotions({ start: START, end: END, min_seconds: 60, total: 0, gaps: [] }),
    [`${path}/attendance`]: () => json({ items: [], total: 0, attended: 0, limit: 10, offset: 0 }),
    [`${path}/enrollment`]: () => json({ photos: [], warnings: [], look_alikes: [], views: 0 }),
  };
}

function renderStudent(answers: Readonly<Record<string, Answer>>) {
  stubServer(answers);
  const route = {
    path: "/students/$studentId",
    component: StudentPage,
    validateSearch: parseHistoryChoice,
  };
  return renderPage(route, "/students/1?view=table");
}

test("nothing of one student stands under another one's name", async () => {
  const { goTo, queries } = renderStudent({
    ...answersOf(1, "Amara Okafor", (answer) => json(answer)),
    ...answersOf(2, "Luka Horvat", () => new Promise(() => undefined)),
  });
  expect(await screen.findByTestId("emotion-summary")).toBeVisible();

  await queries.query(studentQuery(2)); // as when this page was open before
  await goTo("/students/2?view=table");

  expect(await screen.findByRole("heading", { name: "Luka Horvat" })).toBeVisible();
  expect(screen.queryByTestId("emotion-summary")).toBeNull();
});

test("a student who was deleted elsewhere is gone from an open page", async () => {
  const answers = answersOf(1, "Amara Okafor", (answer) => json(answer));
  let isDeleted = false;
  const { queries } = renderStudent({
    ...answers,
    "GET /api/students/1": () =>
      isDeleted ? json(NOT_FOUND, 404) : (answers["GET /api/students/1"]?.() ?? json(null)),
  });
  await screen.findByRole("heading", { name: "Amara Okafor" });

  isDeleted = true;
  await act(() => queries.refetchQueries({ ...studentQuery(1), exact: true }));

  await waitFor(() => expect(screen.getByText(text.problems.notFoundTitle)).toBeVisible());
  expect(screen.queryByText("Amara Okafor")).toBeNull();
  expect(screen.queryByRole("button", { name: text.students.delete })).toBeNull();
});

test("gaps that alone cannot be renewed stay, and say so", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const answers = answersOf(1, "Amara Okafor", (answer) => json(answer));
  const gaps = "GET /api/students/1/gaps";
  let isBroken = false;
  renderStudent({
    ...answers,
    [gaps]: () =>
      isBroken
        ? json({ code: "internal_error", detail: "Broken." }, 500)
        : (answers[gaps]?.() ?? json(null)),
  });
  expect(await screen.findByTestId("emotion-summary")).toBeVisible();

  isBroken = true;
  await act(() => vi.advanceTimersByTimeAsync(31_000));

  const section = screen.getByTestId("gaps");
  await waitFor(() => expect(section).toHaveTextContent(text.student.stale));
  expect(section).toHaveTextContent(text.student.gaps.none("1 min"));
});

test("what was read of a student's history stays while the server is away, and says so", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let isAway = false;
  renderStudent(
    answersOf(1, "Amara Okafor", (answer) =>
      isAway ? Promise.reject(new TypeError("Failed to fetch")) : json(answer),
    ),
  );
  expect(await screen.findByTestId("emotion-summary")).toBeVisible();
  const pass = () => act(() => vi.advanceTimersByTimeAsync(31_000));

  isAway = true;
  await pass();

  expect(await screen.findByText(text.student.stale)).toBeVisible();
  expect(screen.getByTestId("emotion-summary")).toBeVisible();
  expect(screen.getByRole("region", { name: text.history.table })).toBeVisible();
  expect(screen.getByTestId("gaps")).toHaveTextContent(text.student.gaps.none("1 min"));

  isAway = false;
  await pass();
  await waitFor(() => expect(screen.queryByText(text.student.stale)).toBeNull());
});
