import { zipSync } from "fflate";
import { expect, test } from "vitest";

import { namesOfZip, readableName } from "./zip-names";

const EMPTY = new Uint8Array();
const UTF8 = new TextEncoder();

/** As Windows writes a name: an archive of fflate's with other bytes in the place of each "~". */
function makeWindowsZip(name: string, ...letters: readonly number[]): Uint8Array<ArrayBuffer> {
  const mtime = new Date(2026, 0, 1); // at other times it may have a "~" of its own
  const archive = new Uint8Array(zipSync({ [name]: EMPTY }, { mtime }));
  const left = [...letters, ...letters]; // in the file's own header and in the directory
  return archive.map((byte) => (byte === 0x7e ? (left.shift() ?? byte) : byte));
}

test.each([
  ["Anna Groß", makeWindowsZip("Anna Gro~", 0xe1)],
  ["Jürgen Weiß", makeWindowsZip("J~rgen Wei~", 0x81, 0xe1)],
  ["Hélène Lefèvre", makeWindowsZip("H~l~ne Lef~vre", 0x82, 0x8a, 0x8a)],
  ["Øyvind Ålgård", makeWindowsZip("~yvind ~lg~rd", 0x9d, 0x8f, 0x86)],
  ["João Gonçalves", makeWindowsZip("Jo~o Gon~alves", 0xc6, 0x87)],
])("%s is read as Windows packed it", (name, archive) => {
  expect(namesOfZip(archive)).toEqual([name]);
});

test("every byte of the code page is one character, and no two are the same", () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const characters = bytes.map((byte) => readableName(Uint8Array.of(byte)));
  expect(characters.every(({ length }) => length === 1)).toBe(true);
  expect(new Set(characters).size).toBe(256);
});

test.each(["Zoë", "Ána Ünal", "Łukasz", "山田", "Zoe\u0308"])(
  "%s in UTF-8 stays what it is, marked or not",
  (name) => {
    const archive = new Uint8Array(zipSync({ [name]: EMPTY }));
    expect(namesOfZip(archive)).toEqual([name]);
    expect(readableName(UTF8.encode(name))).toBe(name);
  },
);

test("what stands between the names of a directory is passed over", () => {
  const extra = { 0x5455: Uint8Array.of(1, 2, 3, 4, 5) };
  const archive = zipSync(
    { "Zoë/1.jpg": [EMPTY, { extra, comment: "Spring" }], "Zoë/2.jpg": EMPTY },
    { comment: "Photos of the class" },
  );
  expect(namesOfZip(archive)).toEqual(["Zoë/1.jpg", "Zoë/2.jpg"]);
});

test("names of a zip64 archive are read from its own directory", () => {
  expect(namesOfZip(asZip64(zipSync({ "Ada.jpg": EMPTY, "Zoë.jpg": EMPTY })))).toEqual([
    "Ada.jpg",
    "Zoë.jpg",
  ]);
});

test("a directory that is damaged is told", () => {
  const archive = zipSync({ "Ada.jpg": EMPTY });
  new DataView(archive.buffer).setUint16(archive.length - 14, 2, true); // two entries of one
  expect(() => namesOfZip(archive)).toThrow(RangeError);
  expect(() => namesOfZip(EMPTY)).toThrow(RangeError);
});

/** The same, with the second directory's end that large archives have (APPNOTE, 4.3.14 and 4.3.15). */
function asZip64(archive: Uint8Array): Uint8Array {
  const end = archive.length - 22;
  const made = new Uint8Array(archive.length + 76);
  made.set(archive.subarray(0, end));
  made.set(archive.subarray(end), end + 76);
  const [from, view] = [new DataView(archive.buffer), new DataView(made.buffer)];
  view.setUint32(end, 0x06064b50, true);
  view.setUint32(end + 32, from.getUint16(end + 10, true), true);
  view.setUint32(end + 48, from.getUint32(end + 16, true), true);
  view.setUint32(end + 56, 0x07064b50, true);
  view.setUint32(end + 64, end, true);
  view.setUint16(end + 76 + 8, 0xffff, true);
  view.setUint32(end + 76 + 16, 0xffffffff, true);
  return made;
}
