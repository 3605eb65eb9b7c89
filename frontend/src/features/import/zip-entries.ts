import { unzipSync } from "fflate";

import type { Gathered } from "./read-folder";
import { MAX_FILES, type SourceFile } from "./source-files";
import { namesOfZip } from "./zip-names";

/** A browser holds the archive in memory; a larger one is better unpacked and chosen as a folder. */
export const MAX_ZIP_BYTES = 1024 * 1024 * 1024;

/** A photo is compressed already: what shrinks a hundredfold is no photo, and may be a trap. */
const MAX_RATIO = 100;

export type ZipTrouble = "too_large" | "damaged";

export class ZipError extends Error {
  readonly trouble: ZipTrouble;

  constructor(trouble: ZipTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.name = "ZipError";
    this.trouble = trouble;
  }
}

interface ZipEntry {
  readonly name: string;
  /** Its place among all entries. */
  readonly index: number;
  /** Bytes in the archive. */
  readonly size: number;
  readonly originalSize: number;
  /** 0 as it is, 8 deflated (PKWARE's APPNOTE, 4.4.5). */
  readonly compression: number;
}

/**
 * What an archive holds. Nothing is inflated before it is read, and no entry beyond the size that it
 * declares; entries that would grow out of proportion are marked. Throws ZipError.
 */
export async function filesOfZip(archive: Blob): Promise<Gathered> {
  if (archive.size > MAX_ZIP_BYTES) throw new ZipError("too_large");
  const data = new Uint8Array(await archive.arrayBuffer());
  const entries = listEntries(data).filter(({ name }) => !name.endsWith("/"));
  return {
    files: entries.slice(0, MAX_FILES).map((entry) => fileOf(data, entry)),
    isComplete: entries.length <= MAX_FILES,
  };
}

function fileOf(data: Uint8Array, entry: ZipEntry): SourceFile {
  const path = entry.name.replaceAll("\\", "/").replace(/^\/+/u, "");
  return {
    path,
    size: entry.originalSize,
    isSuspicious: !isBelievable(entry),
    read: () => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return inflate(data, entry.index).then(
        (bytes) => new File([bytes], name, { type: typeOf(name) }),
      );
    },
  };
}

function listEntries(data: Uint8Array): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  const names = damagedUnless(() => {
    unzipSync(data, {
      filter: (entry) => {
        entries.push({ ...entry, index: entries.length });
        return false;
      },
    });
    return namesOfZip(data);
  });
  return entries.map((entry, index) => ({ ...entry, name: names[index] ?? entry.name }));
}

// eslint-disable-next-line @typescript-eslint/require-await -- what it throws shall reject
async function inflate(data: Uint8Array, wanted: number): Promise<Uint8Array<ArrayBuffer>> {
  let index = -1;
  const files = damagedUnless(() =>
    unzipSync(data, {
      filter: () => {
        index += 1;
        return index === wanted;
      },
    }),
  );
  const [bytes] = Object.values(files);
  if (bytes === undefined) throw new ZipError("damaged");
  return new Uint8Array(bytes); // typed as what a File takes
}

function damagedUnless<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ZipError("damaged", { cause: error });
  }
}

function isBelievable({ size, originalSize, compression }: ZipEntry): boolean {
  if (compression === 0) return size === originalSize;
  const mayBePacked = size <= originalSize * 1.01 + 1024; // deflate never costs more
  return compression === 8 && mayBePacked && originalSize <= size * MAX_RATIO;
}

function typeOf(name: string): string {
  if (/\.png$/iu.test(name)) return "image/png";
  if (/\.csv$/iu.test(name)) return "text/csv";
  return /\.webp$/iu.test(name) ? "image/webp" : "image/jpeg";
}
