import type { Face } from "@/lib/protocol.gen";

/** What a camera saw longer ago than this says nothing about now: it hangs, or its connection does. */
const STALE_AFTER_MS = 2_500;

interface Sight {
  readonly faces: readonly Face[];
  readonly atMs: number;
}

/** The newest result of every camera, put together to one picture of the class. */
export class Sightings {
  readonly #sights = new Map<string, Sight>();

  /** Takes the faces of a camera's newest result; any name that is the camera's own will do. */
  put(camera: string, faces: readonly Face[], atMs: number): void {
    this.#sights.set(camera, { faces, atMs });
  }

  forget(camera: string): void {
    this.#sights.delete(camera);
  }

  /**
   * All faces, with each student once, as the camera sees them that looks at them best. Faces
   * without a name cannot be told apart between cameras and are all there.
   */
  faces(nowMs: number): Face[] {
    // What seems to be of the future is of before the clock was set back.
    const fresh = [...this.#sights.values()].filter(
      ({ atMs }) => Math.abs(nowMs - atMs) < STALE_AFTER_MS,
    );
    return oncePerStudent(fresh.flatMap(({ faces }) => faces));
  }
}

function oncePerStudent(faces: readonly Face[]): Face[] {
  const suspects = new Map<number, Face>();
  const persons = new Map<number, Face>();
  const others: Face[] = [];
  for (const face of faces) {
    const { status, student_id: studentId } = face.identity;
    if (status !== "known" || studentId === null) {
      others.push(face);
      continue;
    }
    const seen = face.liveness?.status === "suspect" ? suspects : persons;
    const before = seen.get(studentId);
    if (before === undefined || isBetter(face, before)) seen.set(studentId, face);
  }
  // A photo in one camera casts doubt on a face in another one that was not judged yet.
  for (const studentId of suspects.keys()) {
    if (persons.get(studentId)?.liveness?.status === "unsure") persons.delete(studentId);
  }
  return [...suspects.values(), ...persons.values(), ...others];
}

/** Judged before not judged yet, then the larger one, whose emotion is read best. */
function isBetter(face: Face, other: Face): boolean {
  const judged = Number(face.liveness?.status === "live");
  const otherJudged = Number(other.liveness?.status === "live");
  if (judged !== otherJudged) return judged > otherJudged;
  return face.box[2] * face.box[3] > other.box[2] * other.box[3];
}
