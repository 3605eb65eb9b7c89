import { readStored, writeStored } from "@/lib/stored-value";

import { faceIdsOf, isCreated, tallyOf, type StudentOutcome } from "./import-outcome";

/** What an import did to one student; enough to undo it. */
export interface Trace {
  readonly studentId: number;
  /** With the id it says who it is, also after a backup was restored. */
  readonly createdAt: string;
  /** True for a student whom the import created. */
  readonly isNew: boolean;
  /** What was stored of its photos. */
  readonly faceIds: readonly number[];
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
  /** What can be undone. */
  readonly traces: readonly Trace[];
  /** Whether some of it was undone already. */
  readonly isPartlyUndone?: boolean;
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
    const { studentId, createdAt, existing } = student;
    const faceIds = faceIdsOf(student);
    if (studentId === null || createdAt === null) return [];
    if (!isCreated(student) && faceIds.length === 0) return [];
    return [{ studentId, createdAt, isNew: existing === null, faceIds }];
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
    typeof value.createdAt === "string" &&
    typeof value.isNew === "boolean" &&
    Array.isArray(value.faceIds) &&
    value.faceIds.every(Number.isInteger)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
