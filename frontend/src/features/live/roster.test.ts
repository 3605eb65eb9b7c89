import { expect, test } from "vitest";

import { makeFace, makeResult } from "@/testing/messages";

import { AWAY_AFTER_MS, EMPTY_ROSTER, meanEmotions, rosterView, withResult } from "./roster";

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

test("known faces are here, by name; the others are only counted", () => {
  const result = makeResult([known(2, "Bao"), UNKNOWN, known(1, "Amara"), UNSURE]);

  const roster = withResult(EMPTY_ROSTER, result, NOW_MS);

  expect(rosterView(roster, "", NOW_MS).here.map(({ name }) => name)).toEqual(["Amara", "Bao"]);
  expect(roster.notNamed).toBe(2);
});

test("a student who is not seen for five seconds is away since the last sight", () => {
  const roster = withResult(EMPTY_ROSTER, makeResult([known(1, "Amara")]), NOW_MS);

  expect(rosterView(roster, "", NOW_MS + AWAY_AFTER_MS - 1).away).toEqual([]);

  const { here, away } = rosterView(roster, "", NOW_MS + AWAY_AFTER_MS);
  expect(here).toEqual([]);
  expect(away[0]?.lastSeenMs).toBe(NOW_MS);
});

test("a short look away does not end a stay, a long one does", () => {
  const first = withResult(EMPTY_ROSTER, makeResult([known(1, "Amara")]), NOW_MS);

  const soon = withResult(first, makeResult([known(1, "Amara")]), NOW_MS + 4_000);
  const late = withResult(soon, makeResult([known(1, "Amara")]), NOW_MS + 60_000);

  expect(soon.entries.get(1)?.hereSinceMs).toBe(NOW_MS);
  expect(late.entries.get(1)?.hereSinceMs).toBe(NOW_MS + 60_000);
});

test("a face without an emotion keeps the one it had", () => {
  const first = withResult(EMPTY_ROSTER, makeResult([known(1, "Amara")]), NOW_MS);

  const roster = withResult(
    first,
    makeResult([{ ...known(1, "Amara"), emotion: null }]),
    NOW_MS + 100,
  );

  expect(roster.entries.get(1)?.emotion?.label).toBe("happy");
});

test("the search looks into names without regard to case", () => {
  const faces = [known(1, "Amara Okafor"), known(2, "Bao Nguyen"), known(3, "Élodie Okafor")];
  const roster = withResult(EMPTY_ROSTER, makeResult(faces), NOW_MS);

  const { here } = rosterView(roster, " oka ", NOW_MS);

  expect(here.map(({ studentId }) => studentId)).toEqual([1, 3]);
});

test("the class's emotions are the mean of those that are known", () => {
  const calm = { label: "neutral", probability: 1, probabilities: { happy: 0, neutral: 1 } };
  const faces = [
    known(1, "A"),
    { ...known(2, "B"), emotion: calm },
    { ...known(3, "C"), emotion: null },
  ];
  const roster = withResult(EMPTY_ROSTER, makeResult(faces), NOW_MS);

  const mean = meanEmotions([...roster.entries.values()]);

  expect(mean.happy).toBeCloseTo(0.4);
  expect(mean.neutral).toBeCloseTo(0.6);
  expect(meanEmotions([])).toEqual({});
});

function withLiveness(status: "live" | "unsure" | "suspect") {
  return makeFace({ liveness: { status, reasons: [] } });
}

test("a suspect face is named apart and is not here", () => {
  const roster = withResult(EMPTY_ROSTER, makeResult([withLiveness("suspect")]), NOW_MS);

  expect(roster.suspects).toEqual(["Amara Okafor"]);
  expect(rosterView(roster, "", NOW_MS).here).toEqual([]);
});

test("somebody who was not judged yet is here until suspected", () => {
  const unsure = withResult(EMPTY_ROSTER, makeResult([withLiveness("unsure")]), NOW_MS);
  const suspect = withResult(unsure, makeResult([withLiveness("suspect")]), NOW_MS + 100);

  expect(unsure.entries.size).toBe(1);
  expect(suspect.entries.size).toBe(0);
});

test("somebody who was seen alive stays in the roster when a photo follows", () => {
  const live = withResult(EMPTY_ROSTER, makeResult([withLiveness("live")]), NOW_MS);
  const suspect = withResult(live, makeResult([withLiveness("suspect")]), NOW_MS + 100);

  expect([...suspect.entries.keys()]).toEqual([7]);
});
