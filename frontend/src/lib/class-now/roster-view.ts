import { searchKey } from "@/lib/search-key";

import type { ExpectedStudent } from "./expected";
import { isAway, type Roster, type RosterEntry } from "./roster";

const BY_NAME = new Intl.Collator(undefined, { numeric: true });

export interface RosterView {
  /** Who was seen in this class, by name: coming and going moves nobody. */
  readonly seen: readonly RosterEntry[];
  /** Who belongs there and was not seen, by name. */
  readonly notSeen: readonly ExpectedStudent[];
}

export interface RosterCounts {
  readonly here: number;
  readonly away: number;
  readonly notSeen: number;
}

/** The roster among those who are `expected`, of those whose name holds the search. */
export function rosterView(
  roster: Roster,
  expected: readonly ExpectedStudent[],
  search: string,
): RosterView {
  const wanted = searchKey(search.trim());
  const isFound = ({ name }: { readonly name: string }): boolean =>
    searchKey(name).includes(wanted);
  const isNew = ({ studentId }: ExpectedStudent): boolean => !roster.entries.has(studentId);
  return {
    seen: [...roster.entries.values()].filter(isFound).sort(byName),
    notSeen: expected.filter((student) => isNew(student) && isFound(student)).sort(byName),
  };
}

export function rosterCounts({ seen, notSeen }: RosterView, nowMs: number): RosterCounts {
  const away = seen.filter((entry) => isAway(entry, nowMs)).length;
  return { here: seen.length - away, away, notSeen: notSeen.length };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return BY_NAME.compare(a.name, b.name);
}
