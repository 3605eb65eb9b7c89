import { MAX_FILES, type SourceFile } from "./source-files";

/** What a drop or a choice gives, before it is sorted. */
export interface Gathered {
  readonly files: readonly SourceFile[];
  /** False where there were more files than are looked at. */
  readonly isComplete: boolean;
}

/** Files of an `<input type="file">`, with their folders where it chose a folder. */
export function filesOfInput(list: Iterable<File>): Gathered {
  const files = [...list];
  return {
    files: files
      .slice(0, MAX_FILES)
      .map((file) =>
        fileAt(file.webkitRelativePath === "" ? file.name : file.webkitRelativePath, file),
      ),
    isComplete: files.length <= MAX_FILES,
  };
}

/**
 * Files of a drop, those in folders too. It must be called while the drop is being handled: browsers
 * empty the list after that.
 */
export async function filesOfDrop(items: Iterable<DataTransferItem>): Promise<Gathered> {
  const entries = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry());
  return filesOfEntries(entries.filter((entry) => entry !== null));
}

export async function filesOfEntries(entries: readonly FileSystemEntry[]): Promise<Gathered> {
  const files: SourceFile[] = [];
  const waiting = [...entries];
  while (waiting.length > 0 && files.length < MAX_FILES) {
    const entry = waiting.shift();
    if (entry === undefined) break;
    if (isDirectory(entry)) waiting.push(...(await listing(entry)));
    else if (isFile(entry)) files.push(fileAt(entry.fullPath.slice(1), await fileOf(entry)));
  }
  return { files, isComplete: waiting.length === 0 };
}

function fileAt(path: string, file: File): SourceFile {
  return { path, size: file.size, read: () => Promise.resolve(file) };
}

/** A reader gives a hundred entries at a time, and none at the end. */
async function listing(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    found.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
