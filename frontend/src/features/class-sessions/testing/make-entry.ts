import type { Schemas } from "@/lib/api/client";

type Entry = Schemas["AttendanceEntry"];

/** A student on the roll whom no camera saw; every field can be set. */
export function makeEntry(overrides: Partial<Entry> = {}): Entry {
  return {
    student_id: 17,
    name: "Amara Nwosu",
    external_id: null,
    expected: true,
    needs_enrollment: false,
    status: "not_seen",
    seen: null,
    corrected: null,
    ...overrides,
  };
}

/** What cameras saw, from one moment to another. */
export function makeSeen(first: string, last: string): NonNullable<Entry["seen"]> {
  const span = { first_seen_at: first, last_seen_at: last };
  return { ...span, seconds_seen: 60, spans: [span] };
}
