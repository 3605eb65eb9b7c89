import type { Schemas } from "@/lib/api/client";
import { isNotFound, messageOf } from "@/lib/api/problem";

import type { Trace } from "./import-journal";
import { isAway } from "./patience";

type Named = Pick<Schemas["Student"], "name" | "created_at" | "updated_at" | "last_seen_at">;
type Contents = Pick<
  Schemas["StudentContents"],
  "embeddings" | "corrections" | "emotion_baselines"
>;
type Enrollment = Pick<Schemas["EnrollmentQuality"], "photos">;

export interface UndoServer {
  readonly readStudent: (studentId: number) => Promise<Named>;
  readonly readContents: (studentId: number) => Promise<Contents>;
  readonly readEnrollment: (studentId: number) => Promise<Enrollment>;
  readonly deleteStudent: (studentId: number) => Promise<void>;
  readonly deleteFace: (studentId: number, faceId: number) => Promise<void>;
}

export type Undone =
  /** The student is gone, or only the photos of the import are. */
  | { readonly status: "removed" | "emptied"; readonly name: string }
  /** Somebody else was faster, or a backup was restored and the id is another student's. */
  | { readonly status: "gone" }
  | {
      readonly status: "kept";
      readonly trace: Trace;
      readonly name: string;
      readonly why: KeptWhy;
    }
  | Failed;

interface Failed {
  readonly status: "failed";
  readonly trace: Trace;
  readonly detail: string;
  /** Whether the server was not there; then the others are not tried. */
  readonly isAway: boolean;
}

/**
 * Why a student whom the import created stays: what would go, too, is not the import's. `seen`: a camera
 * saw the student since, so there is history. `corrected`: a teacher corrected the attendance.
 * `changed`: the name, the number or the note was. `baseline`: it was learned how the face reads at
 * rest, or that was refused. `more_photos`: others were added, perhaps in place of the import's.
 */
export type KeptWhy = "seen" | "corrected" | "changed" | "baseline" | "more_photos";

/** Takes back what an import did to one student, unless something else would be lost with it. */
export async function undo(trace: Trace, server: UndoServer): Promise<Undone> {
  try {
    const student = await server.readStudent(trace.studentId);
    if (student.created_at !== trace.createdAt) return { status: "gone" };
    const { name } = student;
    if (!trace.isNew) {
      for (const faceId of trace.faceIds) await server.deleteFace(trace.studentId, faceId);
      return { status: "emptied", name };
    }
    const why = await whyKept(trace, student, server);
    if (why !== null) return { status: "kept", trace, name, why };
    await server.deleteStudent(trace.studentId);
    return { status: "removed", name };
  } catch (error) {
    if (isNotFound(error)) return { status: "gone" };
    return { status: "failed", trace, detail: messageOf(error), isAway: isAway(error) };
  }
}

/** One student after the other, until the server goes away: then all that are left have failed. */
export async function undoAll(
  traces: readonly Trace[],
  server: UndoServer,
  onProgress: (done: number) => void,
): Promise<readonly Undone[]> {
  const undone: Undone[] = [];
  for (const trace of traces) {
    const last = undone.at(-1);
    const isOver = last?.status === "failed" && last.isAway;
    undone.push(isOver ? { ...last, trace } : await undo(trace, server));
    onProgress(undone.length);
  }
  return undone;
}

/** What is still as the import left it, and can be tried again. */
export function leftToUndo(undone: readonly Undone[]): readonly Trace[] {
  return undone.flatMap((one) => (one.status === "failed" ? [one.trace] : []));
}

async function whyKept(
  { studentId, faceIds }: Trace,
  student: Named,
  server: UndoServer,
): Promise<KeptWhy | null> {
  if (student.last_seen_at !== null) return "seen";
  if (student.updated_at !== student.created_at) return "changed"; // photos do not move it
  const contents = await server.readContents(studentId);
  if (contents.corrections > 0) return "corrected";
  if (contents.emotion_baselines > 0) return "baseline";
  if (contents.embeddings > faceIds.length) return "more_photos"; // also of another network
  const { photos } = await server.readEnrollment(studentId);
  const isImported = ({ face_id: id }: Enrollment["photos"][number]): boolean =>
    id !== null && faceIds.includes(id);
  return photos.every(isImported) ? null : "more_photos";
}
