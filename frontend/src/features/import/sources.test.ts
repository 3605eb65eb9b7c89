import { zipSync } from "fflate";
import { expect, test } from "vitest";

import { NO_SOURCES, withFiles, withoutList, withoutPhotos } from "./sources";
import type { SourceFile } from "./source-files";
import { ZipError } from "./zip-entries";

function makeFile(path: string, content: BlobPart = "x"): SourceFile {
  const file = new File([content], path);
  return { path, size: file.size, read: () => Promise.resolve(file) };
}

const gathered = (...files: SourceFile[]) => ({ files, isComplete: true });
const CSV = makeFile("9B.csv", "name,id\nAda,1\nBob,2");

test("a folder gives its photos, its class list and what cannot be used", async () => {
  const letter = makeFile("9B/letter.txt");
  const list = makeFile("9B/list.csv", "name\nAda");
  const sources = await withFiles(NO_SOURCES, gathered(makeFile("9B/Ada/1.jpg"), letter, list));

  expect(sources).toMatchObject({
    photosFrom: "9B",
    listFrom: "list.csv",
    list: { students: [{ name: "Ada" }] },
    ignored: [{ path: "9B/letter.txt", why: "other" }],
    notices: [],
  });
});

test("an archive gives what is in it", async () => {
  const archive = zipSync({ "Ada/1.jpg": Uint8Array.of(1, 2), "list.csv": Uint8Array.of(65) });
  const zip = makeFile("9B.zip", new Uint8Array(archive));

  const sources = await withFiles(NO_SOURCES, gathered(zip));

  expect(sources.photosFrom).toBe("9B.zip");
  expect(sources.photos.map(({ path }) => path)).toEqual(["Ada/1.jpg"]);
  expect(sources.list?.students).toMatchObject([{ name: "A" }]);
});

test("photos and a class list can be chosen one after the other, and taken out", async () => {
  const photos = await withFiles(NO_SOURCES, gathered(makeFile("Ada 1.jpg")));
  const both = await withFiles(photos, gathered(CSV));
  expect(both.photos).toHaveLength(1);
  expect(both.list?.students).toHaveLength(2);
  expect(both.photosFrom).toBeNull();

  expect(withoutPhotos(both)).toMatchObject({ photos: [], list: { hasHeader: true } });
  expect(withoutList(both)).toMatchObject({ list: null, photos: [{ path: "Ada 1.jpg" }] });
});

test("a new folder takes the place of the one before", async () => {
  const first = await withFiles(NO_SOURCES, gathered(makeFile("9A/Ada/1.jpg")));
  const second = await withFiles(first, gathered(makeFile("9B/Bob/1.jpg")));
  expect(second.photos.map(({ path }) => path)).toEqual(["9B/Bob/1.jpg"]);
});

test("where nothing can be used that is said, and what was chosen stays", async () => {
  const first = await withFiles(NO_SOURCES, gathered(makeFile("9A/Ada/1.jpg")));
  const second = await withFiles(first, gathered(makeFile("letter.txt")));
  expect(second.notices).toEqual([{ code: "no_photos" }]);
  expect(second.photos).toHaveLength(1);
});

test("of several class lists the first is used, and that is said", async () => {
  const sources = await withFiles(NO_SOURCES, gathered(CSV, makeFile("9C.csv", "name\nCem")));
  expect(sources.notices).toEqual([{ code: "several_lists", name: "9B.csv" }]);
  expect(sources.list?.students).toHaveLength(2);
});

test("an archive that cannot be read is refused", async () => {
  await expect(withFiles(NO_SOURCES, gathered(makeFile("9B.zip", "none")))).rejects.toThrow(
    ZipError,
  );
});
