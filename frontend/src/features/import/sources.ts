import { readClassList, type ClassList } from "./class-list";
import { decodeText } from "./csv";
import type { Gathered } from "./read-folder";
import { extensionOf, MAX_FILES, sortFiles, type Ignored, type SourceFile } from "./source-files";

/** What was chosen so far: photos, a class list, or both. */
export interface Sources {
  readonly photos: readonly SourceFile[];
  /** The folder or archive; null for single files. */
  readonly photosFrom: string | null;
  readonly ignored: readonly Ignored[];
  readonly list: ClassList | null;
  readonly listFrom: string;
  readonly notices: readonly SourceNotice[];
}

export type SourceNotice =
  | { readonly code: "too_many_files"; readonly count: number }
  | { readonly code: "no_photos" }
  | { readonly code: "several_lists"; readonly name: string };

export const NO_SOURCES: Sources = {
  photos: [],
  photosFrom: null,
  ignored: [],
  list: null,
  listFrom: "",
  notices: [],
};

/**
 * Takes what was dropped or chosen. Photos replace those of before, and a class list the one of before:
 * both can be chosen one after the other. Throws ZipError for an archive that cannot be read.
 */
export async function withFiles(before: Sources, gathered: Gathered): Promise<Sources> {
  const { files, isComplete } = await unpacked(gathered);
  const { photos, lists, ignored } = sortFiles(files);
  const [list] = lists;
  const notices: SourceNotice[] = [];
  if (!isComplete) notices.push({ code: "too_many_files", count: MAX_FILES });
  if (list !== undefined && lists.length > 1) {
    notices.push({ code: "several_lists", name: nameOf(list.path) });
  }
  if (photos.length === 0 && list === undefined) notices.push({ code: "no_photos" });
  const ofPhotos =
    photos.length === 0 && (list !== undefined || before.photos.length > 0)
      ? { ignored: [...before.ignored, ...ignored] }
      : { photos, photosFrom: originOf(gathered, photos), ignored };
  const ofList =
    list === undefined ? {} : { list: await readList(list), listFrom: nameOf(list.path) };
  return { ...before, ...ofPhotos, ...ofList, notices };
}

export function withoutPhotos(before: Sources): Sources {
  return { ...before, photos: [], photosFrom: null, ignored: [], notices: [] };
}

export function withoutList(before: Sources): Sources {
  return { ...before, list: null, listFrom: "", notices: [] };
}

async function readList(file: SourceFile): Promise<ClassList> {
  return readClassList(decodeText(new Uint8Array(await (await file.read()).arrayBuffer())));
}

/** With the content of archives in place of them; those inside folders stay what they are. */
async function unpacked({ files, isComplete }: Gathered): Promise<Gathered> {
  const all: SourceFile[] = [];
  let isWhole = isComplete;
  for (const file of files) {
    if (!isArchive(file)) {
      all.push(file);
      continue;
    }
    const { filesOfZip } = await import("./zip-entries");
    const inside = await filesOfZip(await file.read());
    all.push(...inside.files);
    isWhole &&= inside.isComplete;
  }
  return { files: all, isComplete: isWhole };
}

function isArchive({ path }: SourceFile): boolean {
  return extensionOf(path) === "zip" && !path.includes("/");
}

function originOf({ files }: Gathered, photos: readonly SourceFile[]): string | null {
  const [archive] = files.filter(isArchive);
  if (archive !== undefined) return nameOf(archive.path);
  const tops = new Set(photos.map(({ path }) => (path.includes("/") ? path.split("/")[0] : null)));
  const [top = null] = tops;
  return tops.size === 1 ? top : null;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
