import { expect, test } from "vitest";

import { journalOf, parseJournal, tracesOf } from "./import-journal";
import type { StudentOutcome } from "./import-outcome";

const AT = "2026-11-20T07:55:12Z";
const COUNTS = { faces: 2, other_faces: 0, kept_photos: 0 };
const STORED = { id: 3, name: "Ada", external_id: null, created_at: AT, ...COUNTS };
const TRACE = { studentId: 3, createdAt: AT, isNew: true, faceIds: [8] };

function makeOutcome(changes: Partial<StudentOutcome>): StudentOutcome {
  return {
    key: "Ada",
    name: "Ada",
    externalId: null,
    status: "done",
    studentId: 3,
    createdAt: AT,
    existing: null,
    photos: [{ path: "Ada 1.jpg", status: "accepted", faceId: 8, warnings: [] }],
    warnings: [],
    failure: null,
    ...changes,
  };
}

test.each<[string, Partial<StudentOutcome>, object[]]>([
  ["created", {}, [TRACE]],
  ["created without a photo", { photos: [] }, [{ ...TRACE, faceIds: [] }]],
  ["given more photos", { existing: STORED }, [{ ...TRACE, isNew: false }]],
  ["left as it was", { existing: STORED, photos: [] }, []],
  ["never reached", { studentId: null, createdAt: null, status: "waiting" }, []],
])("a student who was %s leaves the right trace", (_, changes, traces) => {
  expect(tracesOf([makeOutcome(changes)])).toEqual(traces);
});

test("a journal is read as it was written, and holds no name", () => {
  const journal = journalOf("2026-11-20T08:00:00Z", [makeOutcome({}), makeOutcome({ key: "B" })]);
  const stored = JSON.stringify(journal);
  expect(parseJournal(stored)).toEqual(journal);
  expect(stored).not.toContain("Ada");
});

test.each([null, "", "{", "[]", "7", '{"traces":[]}', '{"startedAt":"x","traces":[{}]}'])(
  "a journal that makes no sense (%s) is none",
  (stored) => {
    expect(parseJournal(stored)).toBeNull();
  },
);
