import { zipSync } from "fflate";
import { expect, test } from "vitest";

import { MAX_PHOTO_BYTES, sortFiles } from "./source-files";
import { filesOfZip, ZipError } from "./zip-entries";

/** Like a photo's, these cannot be made smaller. */
function bytes(length: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647; // Park and Miller's generator
    return state & 0xff;
  });
}

function makeZip(files: Record<string, Uint8Array>, level: 0 | 9 = 9): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(files, { level }));
}

const pathsOf = async (archive: Uint8Array<ArrayBuffer>) =>
  (await filesOfZip(new Blob([archive]))).files.map(({ path }) => path);

test.each([0, 9] as const)("photos come out as they went in, at level %i", async (level) => {
  const photo = bytes(5000);
  const archive = makeZip({ "class/Zoë/1.jpg": photo, "class/Zoë/2.png": bytes(10) }, level);

  const { files, isComplete } = await filesOfZip(new Blob([archive]));

  expect(isComplete).toBe(true);
  expect(files.map(({ path, size }) => [path, size])).toEqual([
    ["class/Zoë/1.jpg", 5000],
    ["class/Zoë/2.png", 10],
  ]);
  const read = await files[0]?.read();
  expect([read?.name, read?.type]).toEqual(["1.jpg", "image/jpeg"]);
  expect(new Uint8Array((await read?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(photo);
});

test("folders are no files, and Windows' slashes are slashes", async () => {
  const archive = makeZip({ "a/": new Uint8Array(), "a\\Ada\\1.jpg": bytes(9) });
  expect(await pathsOf(archive)).toEqual(["a/Ada/1.jpg"]);
});

test("each name is read as it was written: in UTF-8, or in the code page of Windows", async () => {
  const unmarked = makeZip({ "Zoë.jpg": bytes(9) });
  clearUtf8Mark(unmarked);
  expect(await pathsOf(unmarked)).toEqual(["Zoë.jpg"]);

  const mixed = makeZip({ "class/Zoë/1.jpg": bytes(9), "class/Anna Gro~/1.jpg": bytes(9) });
  mixed.forEach((byte, index) => {
    if (byte === 0x7e) mixed[index] = 0xe1;
  });
  const { files } = await filesOfZip(new Blob([mixed]));
  expect(files.map(({ path }) => path)).toEqual(["class/Zoë/1.jpg", "class/Anna Groß/1.jpg"]);
  expect((await files[1]?.read())?.size).toBe(9);
});

test("what grows out of proportion is told and not read", async () => {
  const archive = makeZip({ "bomb.jpg": new Uint8Array(4_000_000), "Ada.jpg": bytes(4000) });

  const { photos, ignored } = sortFiles((await filesOfZip(new Blob([archive]))).files);

  expect(ignored).toEqual([{ path: "bomb.jpg", why: "suspicious" }]);
  expect(photos.map(({ path }) => path)).toEqual(["Ada.jpg"]);
});

test("an entry that declares more than a photo has is told and not read", async () => {
  const archive = makeZip({ "Ada.jpg": bytes(4_000) }, 0);
  for (const at of [offsetOf(archive, 0x02014b50) + 20, offsetOf(archive, 0x02014b50) + 24]) {
    new DataView(archive.buffer).setUint32(at, MAX_PHOTO_BYTES + 1, true);
  }
  expect(sortFiles((await filesOfZip(new Blob([archive]))).files).ignored).toEqual([
    { path: "Ada.jpg", why: "too_large" },
  ]);
});

test("an entry that declares less than it holds is not believed", async () => {
  const archive = makeZip({ "Ada.jpg": bytes(40_000) });
  new DataView(archive.buffer).setUint32(offsetOf(archive, 0x02014b50) + 24, 3, true);
  expect(sortFiles((await filesOfZip(new Blob([archive]))).files).ignored).toEqual([
    { path: "Ada.jpg", why: "suspicious" },
  ]);
});

test.each([
  ["no archive", bytes(5000)],
  ["nothing", new Uint8Array()],
  ["half of an archive", makeZip({ "Ada.jpg": bytes(4000) }).slice(0, 600)],
])("%s is refused", async (_, archive) => {
  await expect(filesOfZip(new Blob([archive]))).rejects.toThrow(ZipError);
});

test("a damaged photo fails alone", async () => {
  const archive = makeZip({ "Ada.jpg": bytes(4000), "Bob.jpg": bytes(3000) });
  archive.fill(0xff, 30 + "Ada.jpg".length, 100); // behind the first header
  const { files } = await filesOfZip(new Blob([archive]));

  await expect(files[0]?.read()).rejects.toThrow(ZipError);
  expect((await files[1]?.read())?.size).toBe(3000);
});

/** Where a header's mark stands in an archive. */
function offsetOf(archive: Uint8Array<ArrayBuffer>, mark: number): number {
  const view = new DataView(archive.buffer);
  for (let at = 0; at < archive.length - 4; at += 1)
    if (view.getUint32(at, true) === mark) return at;
  throw new Error("no such header");
}

function clearUtf8Mark(archive: Uint8Array<ArrayBuffer>): void {
  archive[offsetOf(archive, 0x02014b50) + 9] = 0;
}
