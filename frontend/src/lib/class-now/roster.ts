import type { Emotion, Face } from "@/lib/protocol.gen";

/** A student who was not seen for this long counts as away. */
export const AWAY_AFTER_MS = 5_000;
/** Who was not seen for less than this has stayed: heads turn. The server reckons alike. */
const BRIDGED_GAP_MS = 60_000;
/** What a camera sees is stored by then. */
const STORED_AFTER_MS = 10_000;

export interface RosterEntry {
  readonly studentId: number;
  readonly name: string;
  /** Start of the present stay, or of the last one of who is away. */
  readonly hereSinceMs: number;
  readonly lastSeenMs: number;
  readonly emotion: Emotion | null;
  /** Whether it is known that a person was there: one who was not is forgotten when suspected. */
  readonly judged: boolean;
}

export interface Roster {
  readonly entries: ReadonlyMap<number, RosterEntry>;
  /** Faces now in the picture that are unsure or unknown. */
  readonly notNamed: number;
  /** Names now in the picture that are not counted: a photo or a screen seems to show them. */
  readonly suspects: readonly string[];
  /** When it was that somebody looked. */
  readonly atMs: number;
}

export const EMPTY_ROSTER: Roster = { entries: new Map(), notNamed: 0, suspects: [], atMs: 0 };

/** The roster after one more look at all faces, those of several cameras together. */
export function withFaces(roster: Roster, faces: readonly Face[], nowMs: number): Roster {
  const entries = new Map(roster.entries);
  const suspects: string[] = [];
  let notNamed = 0;
  for (const { identity, emotion, liveness } of faces) {
    const { student_id: studentId, name } = identity;
    if (identity.status !== "known" || studentId === null || name === null) {
      notNamed += 1;
      continue;
    }
    if (liveness?.status === "suspect") {
      suspects.push(name);
      if (entries.get(studentId)?.judged === false) entries.delete(studentId);
      continue;
    }
    const before = entries.get(studentId);
    const stayed = before !== undefined && nowMs - before.lastSeenMs < BRIDGED_GAP_MS;
    entries.set(studentId, {
      studentId,
      name,
      hereSinceMs: stayed ? before.hereSinceMs : nowMs,
      lastSeenMs: nowMs,
      emotion: emotion ?? before?.emotion ?? null,
      judged: before?.judged === true || liveness?.status !== "unsure",
    });
  }
  return { entries, notNamed, suspects, atMs: nowMs };
}

/** What the server remembers of a student in a class session. */
export interface Attended {
  readonly studentId: number;
  readonly name: string;
  /** Start of the last stay: gaps of up to a minute end none. */
  readonly hereSinceMs: number;
  readonly lastSeenMs: number;
}

/** The roster with those who were seen before this page looked. */
export function withAttendance(
  roster: Roster,
  attended: readonly Attended[],
  nowMs: number,
): Roster {
  const entries = new Map(roster.entries);
  for (const { studentId, name, ...seen } of attended) {
    const lastSeenMs = Math.min(seen.lastSeenMs, nowMs); // the server's clock may be ahead
    const hereSinceMs = Math.min(seen.hereSinceMs, nowMs);
    const before = entries.get(studentId);
    entries.set(
      studentId,
      before === undefined
        ? { studentId, name, hereSinceMs, lastSeenMs, emotion: null, judged: true }
        : {
            ...before,
            name,
            judged: true,
            lastSeenMs: Math.max(before.lastSeenMs, lastSeenMs), // by a camera of others
            hereSinceMs:
              before.hereSinceMs - lastSeenMs < BRIDGED_GAP_MS
                ? Math.min(before.hereSinceMs, hereSinceMs)
                : before.hereSinceMs,
          },
    );
  }
  return { ...roster, entries };
}

/**
 * The roster as the server's list of names has it: whoever is away and was renamed or deleted since,
 * is so here, too. What was seen after the list was read, or just before, may not be in it yet.
 */
export function withNames(
  roster: Roster,
  names: Readonly<Record<number, string>>,
  readAtMs: number,
): Roster {
  const entries = [...roster.entries].flatMap(([studentId, entry]) => {
    if (entry.lastSeenMs > readAtMs - STORED_AFTER_MS) return [[studentId, entry] as const];
    const name = names[studentId];
    return name === undefined ? [] : [[studentId, { ...entry, name }] as const];
  });
  return { ...roster, entries: new Map(entries) };
}

export function isAway({ lastSeenMs }: RosterEntry, nowMs: number): boolean {
  return nowMs - lastSeenMs >= AWAY_AFTER_MS;
}
