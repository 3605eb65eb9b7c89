import type { Schemas } from "@/lib/api/client";

import type { ClassList, ListedStudent } from "./class-list";
import { compactKey, nameKey, wordsKey } from "./name-key";
import { isNumber, type PhotoGroup } from "./photo-names";
import type { SourceFile } from "./source-files";

/** What the page needs to know of a student whom the server has. */
export type KnownStudent = Pick<
  Schemas["Student"],
  "id" | "name" | "external_id" | "created_at" | "faces" | "other_faces" | "kept_photos"
>;

/** Something that a teacher should look at before the import starts. */
export type PlanNote =
  | "no_photos"
  | "not_in_list"
  | "only_number"
  | "name_twice"
  | "has_photos"
  | "other_name"
  | "other_number"
  | "without_number"
  | "name_not_unique"
  | "same_student"
  | "same_folder_name"
  | "several_folders";

/** One student of the import. */
export interface PlannedStudent {
  /** Stays the same while the plan is looked at; another list's student has another one. */
  readonly key: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly photos: readonly SourceFile[];
  /** The student whom the server has already; null creates one. */
  readonly existing: KnownStudent | null;
  readonly notes: readonly PlanNote[];
  /** False where there is nothing to do, or something to think about first. */
  readonly isAdvised: boolean;
}

interface PlanInput {
  readonly groups: readonly PhotoGroup[];
  /** Null where there is no class list. */
  readonly list: ClassList | null;
  readonly known: readonly KnownStudent[];
}

/** How many students one import takes. */
export const MAX_STUDENTS = 500;

/**
 * Matches photos with the class list, by number or by name, and both with whom the server has. No two
 * of a plan are the same student of the server.
 */
export function planImport({ groups, list, known }: PlanInput): PlannedStudent[] {
  const { matches, left } = matchGroups(groups, list?.students ?? []);
  const listed = (list?.students ?? []).map((student) => ({
    key: `line ${student.line} ${student.externalId ?? ""} ${student.name}`,
    name: student.name,
    externalId: student.externalId,
    photos: (matches.get(student) ?? []).flatMap(({ photos }) => photos),
    notes: listedNotes(matches.get(student) ?? []),
  }));
  const loose = left.map(({ key, label, photos, hasNamesake }) => ({
    key: `photos ${key}`,
    name: label,
    externalId: null,
    photos,
    notes: [...looseNotes(label, list), ...(hasNamesake ? ["same_folder_name" as const] : [])],
  }));
  const finder = new Finder(known);
  return withoutSharing(
    [...listed, ...loose].map((draft) => ({ draft, found: finder.find(draft) })),
  ).map(({ draft, found }) => finish(draft, found));
}

type Draft = Omit<PlannedStudent, "existing" | "isAdvised">;

function listedNotes(groups: readonly PhotoGroup[]): PlanNote[] {
  return groups.some(({ hasNamesake }) => hasNamesake) ? ["several_folders"] : [];
}

function looseNotes(label: string, list: ClassList | null): PlanNote[] {
  if (list === null) return isNumber(label) ? ["only_number"] : [];
  const isListed = list.students.some(({ name }) => nameKey(name) === nameKey(label));
  return [isListed ? "name_twice" : "not_in_list"];
}

interface Search {
  readonly draft: Draft;
  readonly found: Found;
}

/**
 * Whom several mean by name is given to none of them, since nothing says which of them is meant: only
 * a number does. Who is imported all the same becomes a student of their own.
 */
function withoutSharing(searches: readonly Search[]): readonly Search[] {
  const wanted = new Map<number, number>();
  for (const { found } of searches) {
    const id = found.student?.id;
    if (id !== undefined) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  }
  const isShared = ({ student, isByNumber }: Found): boolean =>
    student !== null && !isByNumber && wanted.get(student.id) !== 1;
  return searches.map(({ draft, found }) => ({ draft, found: isShared(found) ? SHARED : found }));
}

function finish(draft: Draft, { student, notes: doubts }: Found): PlannedStudent {
  const notes = [...draft.notes, ...doubts];
  if (draft.photos.length === 0) notes.push("no_photos");
  if (student !== null && student.faces > 0 && draft.photos.length > 0) notes.push("has_photos");
  const isDone = student !== null && (student.faces > 0 || draft.photos.length === 0);
  const isAdvised = !isDone && !notes.some((note) => DOUBTS.has(note));
  return { ...draft, existing: student, notes, isAdvised };
}

/** What is better decided by somebody who knows the class. */
const DOUBTS: ReadonlySet<PlanNote> = new Set([
  "not_in_list",
  "name_twice",
  "only_number",
  "other_name",
  "other_number",
  "name_not_unique",
  "same_student",
  "same_folder_name",
  "several_folders",
]);

interface Matched {
  readonly matches: ReadonlyMap<ListedStudent, readonly PhotoGroup[]>;
  /** Photos of nobody on the list. */
  readonly left: readonly PhotoGroup[];
}

/** Gives every group to the one student whom its label means; the surest ways are tried first. */
function matchGroups(groups: readonly PhotoGroup[], students: readonly ListedStudent[]): Matched {
  const matches = new Map<ListedStudent, PhotoGroup[]>();
  let left = groups;
  for (const { ofLabel, ofStudent } of WAYS) {
    const byKey = uniquely(students, ofStudent);
    left = left.filter((group) => {
      const keys = ofLabel(group.label);
      const student = keys.map((key) => byKey.get(key)).find((match) => match !== undefined);
      if (student === undefined) return true;
      matches.set(student, [...(matches.get(student) ?? []), group]);
      return false;
    });
  }
  return { matches, left };
}

interface Way {
  readonly ofLabel: (label: string) => readonly string[];
  readonly ofStudent: (student: ListedStudent) => string | null;
}

const numberKey = (number: string): string => number.trim().toLowerCase();

const numberOf = ({ externalId }: ListedStudent): string | null =>
  externalId === null ? null : numberKey(externalId);

const WAYS: readonly Way[] = [
  { ofLabel: (label) => [numberKey(label)], ofStudent: numberOf },
  { ofLabel: (label) => [nameKey(label)], ofStudent: ({ name }) => nameKey(name) },
  // "1042 Ada Lovelace", "Ada Lovelace (1042)"
  { ofLabel: numbersAtTheEnds, ofStudent: numberOf },
  { ofLabel: (label) => [wordsKey(label)], ofStudent: ({ name }) => wordsKey(name) },
  { ofLabel: (label) => [compactKey(label)], ofStudent: ({ name }) => compactKey(name) },
];

function numbersAtTheEnds(label: string): readonly string[] {
  const words = label.split(/[\s()[\]]+/u).filter((word) => /\p{N}/u.test(word));
  return [words[0], words.at(-1)].filter((word) => word !== undefined).map(numberKey);
}

/** Those whose key nobody else has. */
function uniquely<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null,
): ReadonlyMap<string, T> {
  const found = new Map<string, T | null>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && key !== "") found.set(key, found.has(key) ? null : item);
  }
  return new Map([...found].filter((entry): entry is [string, T] => entry[1] !== null));
}

interface Found {
  readonly student: KnownStudent | null;
  /** By the school's number, which is nobody else's. */
  readonly isByNumber: boolean;
  readonly notes: readonly PlanNote[];
}

const foundByName = (student: KnownStudent | null, ...notes: readonly PlanNote[]): Found => ({
  student,
  isByNumber: false,
  notes,
});
const SHARED = foundByName(null, "same_student");

/** Looks for students whom the server has, by number and else by name. */
class Finder {
  readonly #byNumber: ReadonlyMap<string, KnownStudent>;
  readonly #byName: ReadonlyMap<string, readonly KnownStudent[]>;

  constructor(known: readonly KnownStudent[]) {
    this.#byNumber = new Map(
      known.flatMap((student) =>
        student.external_id === null ? [] : [[student.external_id, student] as const],
      ),
    );
    const byName = new Map<string, KnownStudent[]>();
    for (const student of known) {
      const key = nameKey(student.name);
      byName.set(key, [...(byName.get(key) ?? []), student]);
    }
    this.#byName = byName;
  }

  find({ name, externalId }: Pick<Draft, "name" | "externalId">): Found {
    const numbered = externalId === null ? undefined : this.#byNumber.get(externalId);
    if (numbered !== undefined) {
      const agrees = wordsKey(numbered.name) === wordsKey(name);
      return { student: numbered, isByNumber: true, notes: agrees ? [] : ["other_name"] };
    }
    const named = this.#byName.get(nameKey(name)) ?? [];
    if (named.length > 1) return foundByName(null, "name_not_unique");
    const [student] = named;
    if (student === undefined) return foundByName(null);
    if (externalId === null) return foundByName(student);
    if (student.external_id === null) return foundByName(student, "without_number");
    return foundByName(null, "other_number"); // maybe somebody else of that name
  }
}
