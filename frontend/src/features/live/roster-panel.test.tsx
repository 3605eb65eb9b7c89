import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { text } from "@/text";
import { makeFace, makeReady, makeResult } from "@/testing/messages";
import { renderView } from "@/testing/render";

import { epochMs } from "./capture-loop";
import { LiveController } from "./live-controller";
import { EMPTY_ROSTER, withResult, type Roster } from "./roster";
import { RosterPanel } from "./roster-panel";

function makeController(roster: Roster, students = 12): LiveController {
  const controller = new LiveController(() => document.createElement("video"));
  controller.connection.state.set({ phase: "open", ready: makeReady({ students }) });
  controller.roster.set(roster);
  return controller;
}

function seen(studentId: number, name: string) {
  return makeFace({ identity: { status: "known", student_id: studentId, name, similarity: 0.7 } });
}

test("those who are here come first, with their emotion in words", () => {
  const nowMs = epochMs();
  const before = withResult(EMPTY_ROSTER, makeResult([seen(1, "Amara Okafor")]), nowMs - 60_000);
  const roster = withResult(before, makeResult([seen(2, "Bao Nguyen")]), nowMs);

  renderView(<RosterPanel controller={makeController(roster)} />);

  const [first, second] = screen.getAllByTestId("roster-row");
  expect(first).toHaveAttribute("data-presence", "here");
  expect(first).toHaveTextContent(/Bao Nguyen.*Happy/);
  expect(within(first ?? document.body).getByRole("meter")).toHaveAttribute("aria-valuenow", "80");
  expect(second).toHaveAttribute("data-presence", "away");
  expect(second).toHaveTextContent(/Amara Okafor.*away since/);
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here · 1 away");
});

test("a row leads to the student's page", () => {
  const roster = withResult(EMPTY_ROSTER, makeResult([seen(7, "Amara Okafor")]), epochMs());

  renderView(<RosterPanel controller={makeController(roster)} />);

  expect(screen.getByRole("link", { name: /Amara/ })).toHaveAttribute("href", "/students/7");
});

test("the search narrows the roster down", async () => {
  const faces = [seen(1, "Amara Okafor"), seen(2, "Bao Nguyen")];
  const roster = withResult(EMPTY_ROSTER, makeResult(faces), epochMs());
  renderView(<RosterPanel controller={makeController(roster)} />);

  await userEvent.type(screen.getByRole("searchbox", { name: text.roster.search }), "bao");

  expect(screen.getAllByTestId("roster-row")).toHaveLength(1);
});

test("without enrolled students the panel says how to add one", () => {
  renderView(<RosterPanel controller={makeController(EMPTY_ROSTER, 0)} />);

  expect(screen.getByText(text.roster.noneEnrolled)).toBeVisible();
  expect(screen.getByRole("link", { name: text.roster.addStudent })).toHaveAttribute(
    "href",
    "/students",
  );
});

test("a photo held into the camera is told by name, beside who is here", () => {
  const photo = makeFace({ liveness: { status: "suspect", reasons: ["flat"] } });
  const roster = withResult(EMPTY_ROSTER, makeResult([photo, seen(2, "Bao Nguyen")]), epochMs());

  renderView(<RosterPanel controller={makeController(roster)} />);

  expect(screen.getByTestId("roster-suspects")).toHaveTextContent(
    "Looks like a photo or a screen, not counted: Amara Okafor",
  );
  expect(screen.getByTestId("roster-counts")).toHaveTextContent("1 here");
});
