import { nameKey } from "./name-key";
import { extensionOf, type SourceFile } from "./source-files";

/** Where a photo says whose it is: in its folder's name, or in its own. */
export type Layout = "folders" | "names";

/** Photos of one student, as their folder or their names say. */
export interface PhotoGroup {
  /** No two groups have the same. */
  readonly key: string;
  /** The name as it stands there, without numbering. */
  readonly label: string;
  readonly photos: readonly SourceFile[];
  /** Whether another place has photos of the same name: 7A/Maria Garcia and 7B/Maria Garcia. */
  readonly hasNamesake: boolean;
}

export interface Grouped {
  readonly groups: readonly PhotoGroup[];
  /** Photos whose name and place say nothing, such as IMG_0042.jpg beside the folders. */
  readonly nameless: readonly SourceFile[];
}

/**
 * Folders, unless the names of most photos are those of more people than there are folders: then
 * each folder holds several students.
 */
export function guessLayout(photos: readonly SourceFile[]): Layout {
  const folders = new Set(photos.map(({ path }) => folderOf(path)));
  if (folders.size === 1 && folders.has("")) return "names";
  const named = photos.filter(({ path }) => isName(labelOfFile(path)));
  if (named.length * 2 < photos.length) return "folders";
  const names = new Set(named.map(({ path }) => nameKey(labelOfFile(path))));
  if (names.size !== folders.size) return names.size > folders.size ? "names" : "folders";
  const agreeing = [...folders].filter((folder) => names.has(nameKey(lastPart(folder))));
  return folders.size === 1 && agreeing.length === 0 ? "names" : "folders";
}

/**
 * Puts photos of one student together, in the order of their paths. One name at different places may
 * be that of two students, so they stay apart; a number is nobody else's.
 */
export function groupPhotos(photos: readonly SourceFile[], layout: Layout): Grouped {
  const sorted = [...photos].sort((a, b) => ORDER.compare(a.path, b.path));
  const shared = layout === "folders" ? sharedFolders(sorted) : null;
  const arePlacesApart = layout === "folders" || !areOfSamePeople(sorted);
  const groups = new Map<string, { key: string; label: string; photos: SourceFile[] }>();
  const nameless: SourceFile[] = [];
  for (const photo of sorted) {
    const folder = folderOf(photo.path);
    const inFolder = shared !== null && !shared.has(folder);
    const label = inFolder ? tidy(lastPart(folder)) : labelOfFile(photo.path);
    if (label === "" || (!inFolder && !isName(label) && !isNumber(label))) {
      nameless.push(photo);
      continue;
    }
    const place = inFolder ? folderOf(folder) : folder;
    const isApart = arePlacesApart && !isNumber(label);
    const key = isApart ? `${place}/${nameKey(label)}` : nameKey(label);
    const group = groups.get(key) ?? { key, label, photos: [] };
    groups.set(key, group);
    group.photos.push(photo);
  }
  return { groups: withNamesakes([...groups.values()]), nameless };
}

function withNamesakes(groups: readonly Omit<PhotoGroup, "hasNamesake">[]): readonly PhotoGroup[] {
  const counts = new Map<string, number>();
  for (const { label } of groups) {
    counts.set(nameKey(label), (counts.get(nameKey(label)) ?? 0) + 1);
  }
  return groups.map((group) => ({
    ...group,
    hasNamesake: counts.get(nameKey(group.label)) !== 1,
  }));
}

/**
 * Whether folders of named photos are of the same people, as for poses or days, and not of a class
 * each: most names stand in more than one.
 */
function areOfSamePeople(photos: readonly SourceFile[]): boolean {
  const places = new Map<string, Set<string>>();
  for (const { path } of photos.filter(({ path }) => isName(labelOfFile(path)))) {
    const key = nameKey(labelOfFile(path));
    places.set(key, (places.get(key) ?? new Set()).add(folderOf(path)));
  }
  const inSeveral = [...places.values()].filter(({ size }) => size > 1);
  return inSeveral.length * 2 > places.size;
}

const ORDER = new Intl.Collator(undefined, { numeric: true });

/** Folders that hold folders of photos: loose photos in them belong to nobody by their place. */
function sharedFolders(photos: readonly SourceFile[]): ReadonlySet<string> {
  const folders = new Set(photos.map(({ path }) => folderOf(path)));
  const shared = new Set([""]);
  for (const folder of folders) {
    for (let above = folderOf(folder); above !== ""; above = folderOf(above)) shared.add(above);
  }
  return shared;
}

export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const POSES =
  "front|left|right|up|down|side|profile|smile|straight|face|photo|portrait|pic|picture|image|img|" +
  "copy|kopie|copie|foto|bild|vorne|links|rechts|oben|unten|face|gauche|droite|haut";

/** Ends of a file's name that number the photos of a person, or say what they show. */
const NUMBERING = [
  /[\s_\-.]*[([]\d{1,3}[)\]]$/u, // "Ada Lovelace (2)"
  /[\s_\-.]+\d{1,5}$/u, // "Ada Lovelace 2", "Ada_Lovelace-02"
  /(?<=[\p{L}\p{M}])\d{1,3}$/u, // "Ada Lovelace2"
  new RegExp(`[\\s_\\-.]+(${POSES})$`, "iu"), // "Ada Lovelace left"
];

/** Words that cameras and people name photos with, and that are nobody's name. */
const NOBODY = new RegExp(
  `^(${POSES}|dscn?|dscf|pxl|scan|screenshot|bildschirmfoto|camera|webcam|whatsapp|signal|received|` +
    "unnamed|untitled|file|document|me|you|student|mvimg|gopr|vid|wp|wa|cimg|p|at|um)$",
  "u",
);

/** What is left of a photo's name without its numbering: "Ada_Lovelace-2.jpg" is "Ada Lovelace". */
export function labelOfFile(path: string): string {
  const name = lastPart(path);
  const stem = name.slice(0, name.length - extensionOf(path).length - 1);
  let label = stem;
  for (let before = ""; before !== label;) {
    before = label;
    for (const ending of NUMBERING) {
      const shorter = label.replace(ending, "");
      if (shorter !== "") label = shorter;
    }
  }
  return tidy(label);
}

/** Underscores are spaces, and so are points and hyphens where there is no other space. */
function tidy(label: string): string {
  const spaced = label.replaceAll("_", " ").trim();
  const words = /\s/u.test(spaced) ? spaced : spaced.replace(/[.]+/gu, " ");
  return words.replace(/\s+/gu, " ").trim().normalize("NFC");
}

/** A school's number for a student, maybe. */
export function isNumber(label: string): boolean {
  return /^\p{N}[\p{N}\s-]*$/u.test(label);
}

/** Whether somebody may be called so. */
function isName(label: string): boolean {
  const words = nameKey(label)
    .split(" ")
    .filter((word) => /\p{L}/u.test(word));
  const isPlain = words.join("").length >= 2 || /[^\p{ASCII}]/u.test(label);
  return words.length > 0 && isPlain && !words.every((word) => NOBODY.test(stripDigits(word)));
}

const stripDigits = (word: string): string => word.replace(/\d+/gu, "");
