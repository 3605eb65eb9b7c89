import type { Schemas } from "@/lib/api/client";

import type { KnownStudent, PlannedStudent } from "./import-plan";

export type PhotoOutcome = { readonly path: string } & (
  | { readonly status: "waiting" }
  | {
      readonly status: "accepted";
      /** What the server stored of it. */
      readonly faceId: number | null;
      readonly warnings: readonly string[];
    }
  /** `lookAlike`: the only reason is that the face looks like this student's. */
  | {
      readonly status: "rejected";
      readonly reasons: readonly string[];
      readonly lookAlike: number | null;
    }
  /** It could not be read, or the request failed; the server never judged it. */
  | { readonly status: "failed"; readonly detail: string }
);

export type StudentStatus = "waiting" | "running" | "done" | "failed" | "stopped";

/** What became of one student. */
export interface StudentOutcome {
  readonly key: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly status: StudentStatus;
  /** Null until the server has the student. */
  readonly studentId: number | null;
  /** When the server made the student: after a backup was restored, it gives ids once more. */
  readonly createdAt: string | null;
  /** Who was there before the import; null for a student whom it creates. */
  readonly existing: KnownStudent | null;
  readonly photos: readonly PhotoOutcome[];
  /** What the server says of all photos together. */
  readonly warnings: readonly string[];
  /** Why the student could not be imported. */
  readonly failure: string | null;
}

export function waitingOutcome(student: PlannedStudent): StudentOutcome {
  return {
    key: student.key,
    name: student.name,
    externalId: student.externalId,
    status: "waiting",
    studentId: student.existing?.id ?? null,
    createdAt: student.existing?.created_at ?? null,
    existing: student.existing,
    photos: student.photos.map(({ path }) => ({ path, status: "waiting" })),
    warnings: [],
    failure: null,
  };
}

export function photoOutcome(path: string, report: Schemas["FaceReport"]): PhotoOutcome {
  if (report.accepted) {
    const faceId = report.face_id;
    return {
      path,
      status: "accepted",
      faceId,
      warnings: report.warnings.map(({ detail }) => detail),
    };
  }
  return {
    path,
    status: "rejected",
    reasons: report.reasons.map(({ detail }) => detail),
    lookAlike: lookAlikeOf(report.reasons),
  };
}

function lookAlikeOf([first, ...more]: Schemas["FaceReport"]["reasons"]): number | null {
  if (first?.code !== "resembles_another_student" || more.length > 0) return null;
  return first.student_id ?? null;
}

export interface ImportTally {
  readonly students: number;
  /** Students that are through, whatever became of them. */
  readonly finished: number;
  readonly created: number;
  /** Students who were there before and got photos. */
  readonly filled: number;
  readonly failed: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Photos that the server never judged. */
  readonly unsent: number;
  readonly warnings: number;
  /** 0..1, by photos. */
  readonly progress: number;
}

export function tallyOf(students: readonly StudentOutcome[]): ImportTally {
  const photos = students.flatMap((student) => student.photos);
  const count = (status: PhotoOutcome["status"]): number =>
    photos.filter((photo) => photo.status === status).length;
  const finished = students.filter(({ status }) => status === "done" || status === "failed");
  const steps = students.length + photos.length;
  const unsent = count("waiting") + count("failed");
  return {
    students: students.length,
    finished: finished.length,
    created: students.filter(isCreated).length,
    filled: students.filter((student) => student.existing !== null && acceptedOf(student) > 0)
      .length,
    failed: students.filter(({ status }) => status === "failed").length,
    accepted: count("accepted"),
    rejected: count("rejected"),
    unsent,
    warnings: students.filter((student) => warningsOf(student).length > 0).length,
    progress: steps === 0 ? 1 : (finished.length + photos.length - count("waiting")) / steps,
  };
}

export const isCreated = ({ existing, studentId }: StudentOutcome): boolean =>
  existing === null && studentId !== null;

/** What was stored of the accepted photos. */
export function faceIdsOf({ photos }: StudentOutcome): readonly number[] {
  return photos.flatMap((photo) =>
    photo.status === "accepted" && photo.faceId !== null ? [photo.faceId] : [],
  );
}

export function acceptedOf({ photos }: StudentOutcome): number {
  return photos.filter(({ status }) => status === "accepted").length;
}

/** Everything that the server wants known of a student although photos were accepted. */
export function warningsOf({ photos, warnings }: StudentOutcome): readonly string[] {
  const ofPhotos = photos.flatMap((photo) => (photo.status === "accepted" ? photo.warnings : []));
  return [...new Set([...warnings, ...ofPhotos])];
}

/** Whom a teacher may confirm to be somebody else than the student. */
export function lookAlikesOf({ photos }: StudentOutcome): readonly number[] {
  const ids = photos.flatMap((photo) =>
    photo.status === "rejected" && photo.lookAlike !== null ? [photo.lookAlike] : [],
  );
  return [...new Set(ids)];
}
