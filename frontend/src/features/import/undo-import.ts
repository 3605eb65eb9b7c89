import type { Schemas } from "@/lib/api/client";
import { isNotFound, messageOf } from "@/lib/api/problem";

import type { Trace } from "./import-journal";

export interface UndoServer {
  readonly readStudent: (
    studentId: number,
  ) => Promise<Pick<Schemas["Student"], "name" | "faces" | "last_seen_at">>;
  readonly deleteStudent: (studentId: number) => Promise<void>;
  readonly deleteFace: (studentId: number, faceId: number) => Promise<void>;
}

export type Undone =
  /** The student is gone, or only the photos of the import are. */
  | { readonly status: "removed" | "emptied"; readonly name: string }
  /** Somebody else was faster. */
  | { readonly status: "gone" }
  | {
      readonly status: "kept";
      readonly trace: Trace;
      readonly name: string;
      readonly why: KeptWhy;
    }
  | { readonly status: "failed"; readonly trace: Trace; readonly detail: string };

/**
 * Why a student whom the import created stays. `seen`: a camera saw the student since, so history
 * would go, too. `more_photos`: others were added since.
 */
export type KeptWhy = "seen" | "more_photos";

/** Takes back what an import did to one student, unless something else would be lost with it. */
export async function undo(trace: Trace, server: UndoServer): Promise<Undone> {
  try {
    const student = await server.readStudent(trace.studentId);
    const why = whyKept(trace, student);
    if (why !== null) return { status: "kept", trace, name: student.name, why };
    if (trace.isNew) await server.deleteStudent(trace.studentId);
    else for (const faceId of trace.faceIds) await server.deleteFace(trace.studentId, faceId);
    return { status: trace.isNew ? "removed" : "emptied", name: student.name };
  } catch (error) {
    if (isNotFound(error)) return { status: "gone" };
    return { status: "failed", trace, detail: messageOf(error) };
  }
}

function whyKept(
  { isNew, faceIds }: Trace,
  student: Pick<Schemas["Student"], "faces" | "last_seen_at">,
): KeptWhy | null {
  if (!isNew) return null;
  if (student.last_seen_at !== null) return "seen";
  return student.faces > faceIds.length ? "more_photos" : null;
}
