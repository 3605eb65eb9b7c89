import { text } from "@/text";

import type { PlannedStudent, PlanNote } from "./import-plan";
import { folderOf } from "./photo-names";

export type PlanAction = "create" | "fill" | "add" | "nothing" | "left_out";

/** What an import would do with a student. */
export function actionOf(student: PlannedStudent, isChosen: boolean): PlanAction {
  if (!canBeChosen(student)) return "nothing";
  if (!isChosen) return "left_out";
  if (student.existing === null) return "create";
  return student.existing.faces === 0 ? "fill" : "add";
}

/** False where there is nothing to send. */
export function canBeChosen({ existing, photos }: PlannedStudent): boolean {
  return existing === null || photos.length > 0;
}

/** Whether a teacher should look at a student before the import starts. */
export function isDoubtful({ notes, isAdvised, ...student }: PlannedStudent): boolean {
  const isSettled = student.existing !== null && student.photos.length === 0;
  return !isSettled && (!isAdvised || notes.length > 0);
}

export function noteText(note: PlanNote, { existing, photos }: PlannedStudent): string {
  const words = text.import.note;
  switch (note) {
    case "no_photos":
      return existing === null ? words.no_photos : words.nothing_new;
    case "has_photos":
      return words.has_photos(existing?.faces ?? 0);
    case "other_name":
      return words.other_name(existing?.name ?? "");
    case "same_folder_name":
      return words.same_folder_name(folderOf(photos[0]?.path ?? ""));
    default:
      return words[note];
  }
}

export interface PlanCounts {
  readonly created: number;
  readonly filled: number;
  readonly photos: number;
}

export function countPlan(chosen: readonly PlannedStudent[]): PlanCounts {
  return {
    created: chosen.filter(({ existing }) => existing === null).length,
    filled: chosen.filter(({ existing }) => existing !== null).length,
    photos: chosen.reduce((sum, { photos }) => sum + photos.length, 0),
  };
}
