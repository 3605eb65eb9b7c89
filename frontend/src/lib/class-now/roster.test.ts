import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { AWAY_AFTER_MS, EMPTY_ROSTER, isAway, withAttendance, withFaces } from "./roster";

const NOW_MS = 1_000_000;

function known(studentId: number, name: string) {
  return makeFace({
    track_id: studentId,
    identity: { status: "known", student_id: studentId, name, similarity: 0.7 },
  });
}

const UNKNOWN = makeFace({
  track_id: 90,
  identity: { status: "unknown", student_id: null, name: null, similarity: 0.1 },
});
const UNSURE = makeFace({
  track_id: 91,
  identity: { status: "unsure", student_id: null, name: null, similarity: 0.4 },
});

test("known faces are in the roster; the others are only counted", () => {
  const roster = withFaces(
    EMPTY_ROSTER,
    [known(2, "Bao"), UNKNOWN, known(1, "Amara"), UNSURE],
    NOW_MS,
  );

  expect([...roster.entries.keys()]).toEqual([2, 1]);
  expect(roster.notNamed).toBe(2);
});

test("a student who is not seen for five seconds is away since the last sight", () => {
  const roster = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS);
  const entry = roster.entries.get(1);

  expect(entry && isAway(entry, NOW_MS + AWAY_AFTER_MS - 1)).toBe(false);
  expect(entry && isAway(entry, NOW_MS + AWAY_AFTER_MS)).toBe(true);
  expect(entry?.lastSeenMs).toBe(NOW_MS);
});

test("a short look away does not end a stay, a long one does", () => {
  const first = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS);

  const soon = withFaces(first, [known(1, "Amara")], NOW_MS + 50_000);
  const late = withFaces(soon, [known(1, "Amara")], NOW_MS + 110_000);

  expect(soon.entries.get(1)?.hereSinceMs).toBe(NOW_MS);
  expect(late.entries.get(1)?.hereSinceMs).toBe(NOW_MS + 110_000);
});

test("a face without an emotion keeps the one it had", () => {
  const first = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS);

  const roster = withFaces(first, [{ ...known(1, "Amara"), emotion: null }], NOW_MS + 100);

  expect(roster.entries.get(1)?.emotion?.label).toBe("happy");
});

function withLiveness(status: "live" | "unsure" | "suspect") {
  return makeFace({ liveness: { status, reasons: [] } });
}

test("a suspect face is named apart and is not here", () => {
  const roster = withFaces(EMPTY_ROSTER, [withLiveness("suspect")], NOW_MS);

  expect(roster.suspects).toEqual(["Amara Okafor"]);
  expect(roster.entries.size).toBe(0);
});

test("somebody who was not judged yet is here until suspected", () => {
  const unsure = withFaces(EMPTY_ROSTER, [withLiveness("unsure")], NOW_MS);
  const suspect = withFaces(unsure, [withLiveness("suspect")], NOW_MS + 100);

  expect(unsure.entries.size).toBe(1);
  expect(suspect.entries.size).toBe(0);
});

test("somebody who was seen alive stays in the roster when a photo follows", () => {
  const live = withFaces(EMPTY_ROSTER, [withLiveness("live")], NOW_MS);
  const suspect = withFaces(live, [withLiveness("suspect")], NOW_MS + 100);

  expect([...suspect.entries.keys()]).toEqual([7]);
});

const ATTENDED = {
  studentId: 1,
  name: "Amara",
  hereSinceMs: NOW_MS - 600_000,
  lastSeenMs: NOW_MS - 20_000,
};

test("whom the server saw before this page looked is away since then", () => {
  const roster = withAttendance(EMPTY_ROSTER, [ATTENDED], NOW_MS);

  expect(roster.entries.get(1)).toMatchObject({ name: "Amara", lastSeenMs: NOW_MS - 20_000 });
});

test("a page that was reloaded does not end the stay of who is still there", () => {
  const live = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS);

  expect(withAttendance(live, [ATTENDED], NOW_MS).entries.get(1)?.hereSinceMs).toBe(
    ATTENDED.hereSinceMs,
  );
});

test("who was away for long is here since they came back", () => {
  const live = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS);
  const attended = { ...ATTENDED, lastSeenMs: NOW_MS - 300_000 };

  expect(withAttendance(live, [attended], NOW_MS).entries.get(1)?.hereSinceMs).toBe(NOW_MS);
});

test("a server whose clock is ahead makes nobody be here in the future", () => {
  const ahead = { ...ATTENDED, hereSinceMs: NOW_MS + 30_000, lastSeenMs: NOW_MS + 90_000 };

  const entry = withAttendance(EMPTY_ROSTER, [ahead], NOW_MS).entries.get(1);

  expect(entry).toMatchObject({ hereSinceMs: NOW_MS, lastSeenMs: NOW_MS });
});

test("whom a camera of others saw since is away only since then", () => {
  const before = withFaces(EMPTY_ROSTER, [known(1, "Amara")], NOW_MS - 3_600_000);

  const entry = withAttendance(before, [ATTENDED], NOW_MS).entries.get(1);

  expect(entry?.lastSeenMs).toBe(ATTENDED.lastSeenMs);
});
