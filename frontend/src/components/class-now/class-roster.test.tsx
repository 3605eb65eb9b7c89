import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { ClassNow } from "@/lib/class-now/class-now";
import { epochMs } from "@/lib/class-now/clock";
import { EMOTION_LABELS } from "@/lib/class-now/labels";
import { presenterMode } from "@/lib/presenter-mode";
import type { Face } from "@/lib/protocol.gen";
import { json, stubServer } from "@/testing/fake-server";
import { makeFace } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassRoster } from "./class-roster";

afterEach(() => {
  act(() => presenterMode.set(false));
  vi.unstubAllGlobals();
});

function seen(studentId: number, name: string): Face {
  return makeFace({ identity: { status: "known", student_id: studentId, name, similarity: 0.7 } });
}

function enrolled(id: number, name: string) {
  return { id, name, needs_enrollment: false };
}

/** A roster that has seen the faces of each moment, given in seconds before now. */
function renderRoster(moments: Readonly<Record<number, Face[]>>, { inClass = false } = {}): void {
  const classNow = new ClassNow();
  const nowMs = epochMs();
  for (const [secondsAgo, faces] of Object.entries(moments).reverse()) {
    classNow.take(faces, nowMs - Number(secondsAgo) * 1000);
  }
  renderView(
    <ClassRoster
      classNow={classNow}
      labels={EMOTION_LABELS.wellbeing}
      inClass={inClass}
      empty={<p>Nobody yet</p>}
    />,
  );
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
  const items = [enrolled(1, "Amara Okafor"), enrolled(2, "Bao Nguyen")];
  stubServer({ "GET /api/students": () => json({ items, total: 2, limit: 500, offset: 0 }) });

  renderRoster({ 0: [seen(1, "Amara Okafor")] }, { inClass: true });

  expect(await screen.findByText(text.roster.notSeenTitle(1))).toBeVisible();
  expect(screen.getByTestId("not-seen-row")).toHaveTextContent("Bao Nguyen");
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here · 1 not seen yet");
});

test("a long list of missing students is folded until it is opened or searched", async () => {
  const items = Array.from({ length: 30 }, (_, index) => enrolled(index + 10, `Student ${index}`));
  stubServer({ "GET /api/students": () => json({ items, total: 30, limit: 500, offset: 0 }) });
  renderRoster({ 0: [seen(1, "Amara Okafor")] }, { inClass: true });

  const fold = await screen.findByRole("button", { name: text.roster.notSeenTitle(30) });
  expect(screen.queryAllByTestId("not-seen-row")).toHaveLength(0);
  await userEvent.click(fold);
  expect(screen.getAllByTestId("not-seen-row")).toHaveLength(30);
  await userEvent.click(fold);

  await userEvent.type(screen.getByRole("searchbox", { name: text.roster.search }), "student 7");
  expect(screen.getAllByTestId("not-seen-row")).toHaveLength(1);
});

test("students of more than one page are all read", async () => {
  const everybody = Array.from({ length: 700 }, (_, index) => enrolled(index + 1, `S${index}`));
  const requests = stubServer({
    "GET /api/students": ({ url }) => {
      const offset = Number(new URL(url).searchParams.get("offset"));
      return json({ items: everybody.slice(offset, offset + 500), total: 700, limit: 500, offset });
    },
  });

  renderRoster({}, { inClass: true });

  expect(await screen.findByText(text.roster.notSeenTitle(700))).toBeVisible();
  expect(requests).toHaveLength(2);
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
