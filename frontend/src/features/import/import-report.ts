import { text } from "@/text";

import { isCreated, warningsOf, type PhotoOutcome, type StudentOutcome } from "./import-outcome";
import type { Ignored } from "./source-files";

/** The whole import as a table: a line for each student, each photo, and each file left out. */
export function reportRows(
  students: readonly StudentOutcome[],
  ignored: readonly Ignored[],
): readonly (readonly string[])[] {
  const { columns, photoState, ignoredWhy } = text.import;
  const header = [columns.name, columns.number, columns.file, columns.outcome, columns.detail];
  const ofStudents = students.flatMap((student) => {
    const who = [student.name, student.externalId ?? ""];
    const said = [student.failure ?? "", ...warningsOf(student)].filter((line) => line !== "");
    const summary = [...who, "", stateOf(student), said.join(" ")];
    const photos = student.photos.map((photo) => [
      ...who,
      photo.path,
      photoState[photo.status],
      linesOf(photo).join(" "),
    ]);
    return [summary, ...photos];
  });
  const left = ignored.map(({ path, why }) => ["", "", path, text.import.leftOut, ignoredWhy[why]]);
  return [header, ...ofStudents, ...left];
}

/** What became of a student, in a word. */
export function stateOf(student: StudentOutcome): string {
  const { state } = text.import;
  return student.status === "done" && isCreated(student) ? state.created : state[student.status];
}

/** Whether somebody should read what the server says of a student. */
export function needsReading(student: StudentOutcome): boolean {
  const isBroken = student.failure !== null || student.status === "stopped";
  return isBroken || warningsOf(student).length > 0 || student.photos.some(isUnused);
}

const isUnused = ({ status }: PhotoOutcome): boolean =>
  status === "rejected" || status === "failed";

/** What there is to say of a photo. */
export function linesOf(photo: PhotoOutcome): readonly string[] {
  switch (photo.status) {
    case "accepted":
      return photo.warnings;
    case "rejected":
      return photo.reasons;
    case "failed":
      return [photo.detail];
    case "waiting":
      return [];
  }
}
