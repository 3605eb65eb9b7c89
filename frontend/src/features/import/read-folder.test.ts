import { expect, test } from "vitest";

import { filesOfEntries, filesOfInput } from "./read-folder";
import { MAX_FILES } from "./source-files";

/** A dropped file or folder; `listing` is given in pieces, as browsers do. */
function makeFile(fullPath: string): FileSystemEntry {
  const file = (resolve: (file: File) => void) => resolve(new File(["x"], fullPath));
  return { isFile: true, isDirectory: false, fullPath, file } as unknown as FileSystemEntry;
}

function makeFolder(fullPath: string, content: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const left = [...content];
    return {
      readEntries: (resolve: (some: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)),
    };
  };
  return { isFile: false, isDirectory: true, fullPath, createReader } as unknown as FileSystemEntry;
}

test("a dropped folder gives all files in it, with their folders", async () => {
  const ada = makeFolder(
    "/class/Ada",
    [1, 2, 3].map((n) => makeFile(`/class/Ada/${n}.jpg`)),
  );
  const folder = makeFolder("/class", [ada, makeFile("/class/list.csv")]);

  const { files, isComplete } = await filesOfEntries([folder, makeFile("/Bob.jpg")]);

  expect(isComplete).toBe(true);
  expect(files.map(({ path }) => path).sort()).toEqual([
    "Bob.jpg",
    "class/Ada/1.jpg",
    "class/Ada/2.jpg",
    "class/Ada/3.jpg",
    "class/list.csv",
  ]);
});

test("a chosen folder keeps its folders, chosen files have none", () => {
  const inFolder = Object.assign(new File([], "1.jpg"), { webkitRelativePath: "class/Ada/1.jpg" });
  const alone = Object.assign(new File([], "Ada 1.jpg"), { webkitRelativePath: "" });
  expect(filesOfInput([inFolder, alone]).files.map(({ path }) => path)).toEqual([
    "class/Ada/1.jpg",
    "Ada 1.jpg",
  ]);
});

test("of far too many files the first ones are taken, and that is told", () => {
  const file = Object.assign(new File([], "1.jpg"), { webkitRelativePath: "" });
  const { files, isComplete } = filesOfInput(new Array<File>(MAX_FILES + 1).fill(file));
  expect([files.length, isComplete]).toEqual([MAX_FILES, false]);
});
