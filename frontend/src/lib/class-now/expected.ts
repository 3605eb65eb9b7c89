import type { Schemas } from "@/lib/api/client";

/** A student who belongs to a class. */
export interface ExpectedStudent {
  readonly studentId: number;
  readonly name: string;
  /** No camera can recognise them yet. */
  readonly needsPhotos: boolean;
}

/** What the server says of the students of a class. */
export interface Roll {
  /** Who belongs to it and was seen by none of its cameras. */
  readonly unseen: readonly ExpectedStudent[];
  /** Everybody's name, by id: of all who belong to it or were seen. */
  readonly names: Readonly<Record<number, string>>;
}

export function rollOf({ students }: Schemas["Attendance"]): Roll {
  const names = students.map(({ student_id: studentId, name }) => [studentId, name] as const);
  return { unseen: unseenOf(students), names: Object.fromEntries(names) };
}

function unseenOf(students: Schemas["Attendance"]["students"]): readonly ExpectedStudent[] {
  return students
    .filter(({ expected, seen }) => expected && seen === null)
    .map(({ student_id: studentId, name, needs_enrollment: needsPhotos }) => ({
      studentId,
      name,
      needsPhotos,
    }));
}
