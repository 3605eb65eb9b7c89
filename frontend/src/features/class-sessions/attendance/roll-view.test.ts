import { expect, test } from "vitest";

import { makeEntry, makeSeen } from "@/features/class-sessions/testing/make-entry";

import { lanesOf, rollView, statusCounts } from "./roll-view";

const CORRECTED = { status: "late", note: "", corrected_at: "2026-11-20T09:00:00Z" } as const;
const ENTRIES = [
  makeEntry({ student_id: 1, name: "Élodie Marchand", status: "present" }),
  makeEntry({ student_id: 2, name: "Luka Horvat", external_id: "7B-2" }),
  makeEntry({ student_id: 3, name: "Zoë van Dijk", status: "late", corrected: CORRECTED }),
];

const idsOf = (entries: readonly { student_id: number }[]): readonly number[] =>
  entries.map(({ student_id: id }) => id);

test.each([
  ["all", "", [1, 2, 3]],
  ["notSeen", "", [2]],
  ["corrected", "", [3]],
  ["all", "elodie", [1]],
  ["all", " 7b-2 ", [2]],
  ["corrected", "luka", []],
] as const)("filter %s with the search “%s” shows %j", (filter, search, ids) => {
  expect(idsOf(rollView(ENTRIES, filter, search))).toEqual(ids);
});

test("counts name each status that somebody has", () => {
  expect(statusCounts(ENTRIES)).toEqual([
    ["present", 1],
    ["late", 1],
    ["not_seen", 1],
  ]);
});

test("a lane shows when a student was there, within the class", () => {
  const startMs = Date.parse("2026-11-20T08:00:00Z");
  const lesson = { startMs, endMs: startMs + 100_000 };

  expect(
    lanesOf({ seen: makeSeen("2026-11-20T08:00:10Z", "2026-11-20T08:00:29Z") }, lesson),
  ).toEqual([{ from: 0.1, to: 0.3 }]);
  expect(
    lanesOf({ seen: makeSeen("2026-11-20T07:59:50Z", "2026-11-20T08:09:00Z") }, lesson),
  ).toEqual([{ from: 0, to: 1 }]);
  expect(lanesOf({ seen: null }, lesson)).toEqual([]);
});
