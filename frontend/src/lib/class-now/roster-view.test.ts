import { expect, test } from "vitest";

import { makeFace } from "@/testing/messages";

import { AWAY_AFTER_MS, EMPTY_ROSTER, withFaces } from "./roster";
import { rosterCounts, rosterView } from "./roster-view";

const NOW_MS = 1_000_000;
const ENROLLED = [
  { studentId: 3, name: "Élodie Okafor", needsPhotos: false },
  { studentId: 1, name: "Amara Okafor", needsPhotos: false },
  { studentId: 4, name: "Chiara", needsPhotos: true },
  { studentId: 2, name: "Bao Nguyen", needsPhotos: false },
];

function known(studentId: number, name: string) {
  return makeFace({
    identity: { status: "known", student_id: studentId, name, similarity: 0.7 },
  });
}

function rosterOf(...faces: ReturnType<typeof known>[]) {
  return withFaces(EMPTY_ROSTER, faces, NOW_MS);
}

test("who was seen and who was not are apart, each by name", () => {
  const roster = rosterOf(known(2, "Bao Nguyen"), known(1, "Amara Okafor"));

  const { seen, notSeen } = rosterView(roster, ENROLLED, "");

  expect(seen.map(({ studentId }) => studentId)).toEqual([1, 2]);
  expect(notSeen.map(({ studentId }) => studentId)).toEqual([4, 3]);
});

test("who goes away keeps the place in the list", () => {
  const first = rosterOf(known(1, "Amara"), known(2, "Bao"), known(3, "Élodie"));
  const laterMs = NOW_MS + AWAY_AFTER_MS;
  const later = withFaces(first, [known(1, "Amara"), known(3, "Élodie")], laterMs);

  const view = rosterView(later, ENROLLED, "");

  expect(view.seen.map(({ studentId }) => studentId)).toEqual([1, 2, 3]);
  expect(rosterCounts(view, laterMs)).toEqual({ here: 2, away: 1, notSeen: 1 });
});

test("the search looks into all names without regard to case and accents", () => {
  const roster = rosterOf(known(1, "Amara Okafor"));

  expect(rosterView(roster, ENROLLED, " OKA ").seen).toHaveLength(1);
  expect(rosterView(roster, ENROLLED, "elodie").notSeen).toHaveLength(1);
  expect(rosterView(roster, ENROLLED, "zzz")).toEqual({ seen: [], notSeen: [] });
});
