/** A file that was chosen. It is read when it is needed, one at a time: a class's photos are large. */
export interface SourceFile {
  /** Folders and name, with slashes. */
  readonly path: string;
  readonly size: number;
  /** True in an archive that does not say the truth about it. */
  readonly isSuspicious?: boolean;
  readonly read: () => Promise<File>;
}

export type IgnoredWhy =
  "format" | "too_large" | "empty" | "suspicious" | "nested_zip" | "nameless" | "other";

/** A file that cannot be a photo of a student. */
export interface Ignored {
  readonly path: string;
  readonly why: IgnoredWhy;
}

export interface SortedFiles {
  readonly photos: readonly SourceFile[];
  /** CSV files. */
  readonly lists: readonly SourceFile[];
  readonly ignored: readonly Ignored[];
}

/** More files than a school has photos: somebody chose the wrong folder. */
export const MAX_FILES = 20_000;
/** Twice what the server takes; smaller ones it judges itself, in its own words. */
export const MAX_PHOTO_BYTES = 30 * 1024 * 1024;
const MAX_LIST_BYTES = 5 * 1024 * 1024;

const PHOTO = new Set(["jpg", "jpeg", "png", "webp"]);
const OTHER_PICTURE = new Set([
  ...["heic", "heif", "avif", "gif", "bmp", "tif", "tiff", "svg", "jxl", "jp2"],
  ...["raw", "dng", "cr2", "cr3", "nef", "arw", "mov", "mp4"],
]);

/** Tells photos, class lists and everything else apart; what systems put into folders is not named. */
export function sortFiles(files: readonly SourceFile[]): SortedFiles {
  const photos: SourceFile[] = [];
  const lists: SourceFile[] = [];
  const ignored: Ignored[] = [];
  for (const file of files) {
    if (isOfTheSystem(file.path)) continue;
    const extension = extensionOf(file.path);
    const why = whyIgnored(extension, file);
    if (why !== null) ignored.push({ path: file.path, why });
    else if (PHOTO.has(extension)) photos.push(file);
    else lists.push(file);
  }
  return { photos, lists, ignored };
}

export function extensionOf(path: string): string {
  return /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase() ?? "";
}

function whyIgnored(extension: string, { size, isSuspicious }: SourceFile): IgnoredWhy | null {
  if (PHOTO.has(extension) || extension === "csv") {
    if (isSuspicious === true) return "suspicious";
    if (size === 0) return "empty";
    return size > (extension === "csv" ? MAX_LIST_BYTES : MAX_PHOTO_BYTES) ? "too_large" : null;
  }
  if (extension === "zip") return "nested_zip";
  return OTHER_PICTURE.has(extension) ? "format" : "other";
}

/** Thumbnails and settings that macOS and Windows leave behind. */
function isOfTheSystem(path: string): boolean {
  const parts = path.split("/");
  return parts.some(
    (part) =>
      part.startsWith(".") ||
      part === "__MACOSX" ||
      /^(thumbs\.db|desktop\.ini|icon\r?)$/iu.test(part),
  );
}
