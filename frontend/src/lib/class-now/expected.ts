import type { Schemas } from "@/lib/api/client";

/** A student who belongs to a class. */
export interface ExpectedStudent {
  readonly studentId: number;
  readonly name: string;
  /** No camera can recognise them yet. */
  readonly needsPhotos: boolean;
}

/** Who belongs to a class and was seen by none of its cameras, as the server knew when it was asked. */
export function unseenOf({ students }: Schemas["Attendance"]): readonly ExpectedStudent[] {
  return students
    .filter(({ expected, seen }) => expected && seen === null)
    .map(({ student_id: studentId, name, needs_enrollment: needsPhotos }) => ({
      studentId,
      name,
      needsPhotos,
    }));
}
