import { readStored, writeStored } from "@/lib/stored-value";

import { acceptedOf, isCreated, tallyOf, type StudentOutcome } from "./import-outcome";

/** What an import did to one student; enough to undo it. */
export interface Trace {
  readonly studentId: number;
  /** True for a student whom the import created. */
  readonly isNew: boolean;
  /** True where nothing was stored before, so that all photos are those of the import. */
  readonly wasBlank: boolean;
  readonly accepted: number;
}

/**
 * What this browser remembers of an import until somebody has read its report, so that nothing is lost
 * when the tab is closed in the middle. Numbers only: names and reasons would be personal data.
 */
export interface Journal {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly students: number;
  readonly finished: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly traces: readonly Trace[];
}

const KEY = "import";

export function journalOf(startedAt: string, students: readonly StudentOutcome[]): Journal {
  const { finished, accepted, rejected } = tallyOf(students);
  const traces = tracesOf(students);
  return { startedAt, students: students.length, finished, accepted, rejected, traces };
}

/** Students who were created or given photos; others are as they were. */
export function tracesOf(students: readonly StudentOutcome[]): readonly Trace[] {
  return students.flatMap((student) => {
    const { studentId, existing } = student;
    const accepted = acceptedOf(student);
    if (studentId === null || (!isCreated(student) && accepted === 0)) return [];
    const stored =
      existing === null ? 0 : existing.faces + existing.other_faces + existing.kept_photos;
    return [{ studentId, isNew: existing === null, wasBlank: stored === 0, accepted }];
  });
}

export function writeJournal(journal: Journal): void {
  writeStored(KEY, JSON.stringify(journal));
}

export function forgetJournal(): void {
  writeStored(KEY, null);
}

/** Null where no import was broken off, or where what is stored makes no sense. */
export function readJournal(): Journal | null {
  return parseJournal(readStored(KEY));
}

export function parseJournal(stored: string | null): Journal | null {
  try {
    const value: unknown = JSON.parse(stored ?? "null");
    return isJournal(value) ? value : null;
  } catch {
    return null;
  }
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || !Array.isArray(value.traces)) return false;
  const numbers = [value.students, value.finished, value.accepted, value.rejected];
  const isDated = typeof value.startedAt === "string" && !Number.isNaN(Date.parse(value.startedAt));
  return (
    isDated && numbers.every((number) => typeof number === "number") && value.traces.every(isTrace)
  );
}

function isTrace(value: unknown): value is Trace {
  return (
    isRecord(value) &&
    Number.isInteger(value.studentId) &&
    typeof value.isNew === "boolean" &&
    typeof value.wasBlank === "boolean" &&
    Number.isInteger(value.accepted)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
