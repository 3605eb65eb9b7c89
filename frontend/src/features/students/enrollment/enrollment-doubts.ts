import type { Schemas } from "@/lib/api/client";
import type { NamedStudent } from "@/lib/student-naming";

/** What the gallery's review says of one student. */
export interface Doubts {
  /** Whether one of the photos may show somebody else. */
  readonly disagrees: boolean;
  /** Students whom a camera could take this one for. */
  readonly looksLike: readonly NamedStudent[];
}

const NONE: Doubts = { disagrees: false, looksLike: [] };

/** Looks students up in the gallery's review, which names the worst cases of a school only. */
export function doubtsIn(
  review: Pick<Schemas["GalleryReviewInfo"], "disagreeing" | "look_alikes"> | undefined,
): (studentId: number) => Doubts {
  if (review === undefined) return () => NONE;
  const disagreeing = new Set(review.disagreeing.map(({ student }) => student.id));
  return (studentId) => ({
    disagrees: disagreeing.has(studentId),
    looksLike: review.look_alikes
      .filter(({ students }) => students.some(({ id }) => id === studentId))
      .flatMap(({ students }) => students.filter(({ id }) => id !== studentId)),
  });
}
