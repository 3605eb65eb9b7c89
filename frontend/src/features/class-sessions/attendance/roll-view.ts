import { searchKey } from "@/lib/search-key";

import { STATUSES, type Entry, type Status } from "./statuses";

export type RollFilter = "all" | "notSeen" | "corrected";

export const ROLL_FILTERS: readonly RollFilter[] = ["all", "notSeen", "corrected"];

/** The entries of a filter whose name or number holds the search. */
export function rollView(
  entries: readonly Entry[],
  filter: RollFilter,
  search: string,
): readonly Entry[] {
  const wanted = searchKey(search.trim());
  return entries.filter(
    (entry) =>
      isIn(entry, filter) &&
      (searchKey(entry.name).includes(wanted) ||
        searchKey(entry.external_id ?? "").includes(wanted)),
  );
}

export function isIn({ status, corrected }: Entry, filter: RollFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "notSeen":
      return status === "not_seen";
    case "corrected":
      return corrected !== null;
  }
}

/** How many have each status, without those that nobody has. */
export function statusCounts(entries: readonly Entry[]): readonly (readonly [Status, number])[] {
  return STATUSES.map(
    (status) => [status, entries.filter((entry) => entry.status === status).length] as const,
  ).filter(([, count]) => count > 0);
}

export interface Lane {
  /** Of the class's length, 0..1. */
  readonly from: number;
  readonly to: number;
}

/** The times in which a student was seen, as parts of the class from its start to its end. */
export function lanesOf(
  { seen }: Pick<Entry, "seen">,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): readonly Lane[] {
  const length = Math.max(1, endMs - startMs);
  const part = (moment: string, afterMs = 0): number =>
    Math.min(1, Math.max(0, (Date.parse(moment) + afterMs - startMs) / length));
  // The last second was seen, so the span ends with the end of it.
  return (seen?.spans ?? []).map((span) => ({
    from: part(span.first_seen_at),
    to: part(span.last_seen_at, 1000),
  }));
}
