import { unzipSync } from "fflate";

import type { Gathered } from "./read-folder";
import { MAX_FILES, type SourceFile } from "./source-files";

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

function fileOf(data: Uint8Array, entry: ZipEntry & { readonly index: number }): SourceFile {
  const path = readableName(entry.name).replaceAll("\\", "/").replace(/^\/+/u, "");
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

function listEntries(data: Uint8Array): (ZipEntry & { readonly index: number })[] {
  const entries: (ZipEntry & { readonly index: number })[] = [];
  damagedUnless(() =>
    unzipSync(data, {
      filter: (entry) => {
        entries.push({ ...entry, index: entries.length });
        return false;
      },
    }),
  );
  return entries;
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

/** Names are Latin unless marked as UTF-8, and macOS writes UTF-8 without the mark. */
function readableName(name: string): string {
  const codes = Array.from({ length: name.length }, (_, index) => name.charCodeAt(index));
  if (codes.some((code) => code > 0xff)) return name;
  const bytes = Uint8Array.from(codes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return name;
  }
}

function typeOf(name: string): string {
  if (/\.png$/iu.test(name)) return "image/png";
  if (/\.csv$/iu.test(name)) return "text/csv";
  return /\.webp$/iu.test(name) ? "image/webp" : "image/jpeg";
}
