import type { Emotion, ResultMessage } from "@/lib/protocol.gen";

import { isSuspect } from "./liveness";

/** A student who was not seen for this long counts as away. */
export const AWAY_AFTER_MS = 5_000;

export interface RosterEntry {
  readonly studentId: number;
  readonly name: string;
  /** Start of the present stay; a stay ends when the student is away. */
  readonly hereSinceMs: number;
  readonly lastSeenMs: number;
  readonly emotion: Emotion | null;
  /** Whether it is known that a person was there: one who was not is forgotten when suspected. */
  readonly judged: boolean;
}

export interface Roster {
  readonly entries: ReadonlyMap<number, RosterEntry>;
  /** Faces of the last result that are unsure or unknown. */
  readonly notNamed: number;
  /** Names in the last result that are not counted: a photo or a screen seems to show them. */
  readonly suspects: readonly string[];
}

export const EMPTY_ROSTER: Roster = { entries: new Map(), notNamed: 0, suspects: [] };

/** The roster after one more result, which arrived at `nowMs`. */
export function withResult(roster: Roster, { faces }: ResultMessage, nowMs: number): Roster {
  const entries = new Map(roster.entries);
  const suspects: string[] = [];
  let notNamed = 0;
  for (const face of faces) {
    const { identity, emotion, liveness } = face;
    const { student_id: studentId, name } = identity;
    if (identity.status !== "known" || studentId === null || name === null) {
      notNamed += 1;
      continue;
    }
    if (isSuspect(face)) {
      suspects.push(name);
      if (entries.get(studentId)?.judged === false) entries.delete(studentId);
      continue;
    }
    const before = entries.get(studentId);
    const stayed = before !== undefined && !isAway(before, nowMs);
    entries.set(studentId, {
      studentId,
      name,
      hereSinceMs: stayed ? before.hereSinceMs : nowMs,
      lastSeenMs: nowMs,
      emotion: emotion ?? before?.emotion ?? null,
      judged: before?.judged === true || liveness?.status !== "unsure",
    });
  }
  return { entries, notNamed, suspects };
}

export function isAway({ lastSeenMs }: RosterEntry, nowMs: number): boolean {
  return nowMs - lastSeenMs >= AWAY_AFTER_MS;
}

export interface RosterView {
  readonly here: readonly RosterEntry[];
  readonly away: readonly RosterEntry[];
}

/** Who is here and who is away, by name, among those whose name holds the search. */
export function rosterView(roster: Roster, search: string, nowMs: number): RosterView {
  const wanted = search.trim().toLocaleLowerCase();
  const found = [...roster.entries.values()]
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => a.name.localeCompare(b.name));
  return {
    here: found.filter((entry) => !isAway(entry, nowMs)),
    away: found.filter((entry) => isAway(entry, nowMs)),
  };
}

/** The mean probabilities of those whose emotion is known; empty when there is none. */
export function meanEmotions(entries: readonly RosterEntry[]): Readonly<Record<string, number>> {
  const known = entries.flatMap(({ emotion }) => (emotion === null ? [] : [emotion.probabilities]));
  const labels = Object.keys(known[0] ?? {});
  const meanOf = (label: string): number =>
    known.reduce((sum, probabilities) => sum + (probabilities[label] ?? 0), 0) / known.length;
  return Object.fromEntries(labels.map((label) => [label, meanOf(label)]));
}
