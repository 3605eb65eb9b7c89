import { expect, test } from "vitest";

import { MAX_PHOTO_BYTES, sortFiles } from "./source-files";

function sorted(path: string, size = 1000) {
  const read = () => Promise.resolve(new File([], path));
  const { photos, lists, ignored } = sortFiles([{ path, size, read }]);
  if (ignored[0] !== undefined) return ignored[0].why;
  if (photos.length > 0) return "photo";
  return lists.length > 0 ? "list" : "unmentioned";
}

test.each([
  ["Ada/1.jpg", "photo"],
  ["Ada/1.JPEG", "photo"],
  ["Ada/1.png", "photo"],
  ["Ada/1.webp", "photo"],
  ["class.CSV", "list"],
  ["Ada/1.heic", "format"],
  ["Ada/1.gif", "format"],
  ["Ada/clip.mov", "format"],
  ["old.zip", "nested_zip"],
  ["letter.docx", "other"],
  ["README", "other"],
  ["Ada.jpg/notes.txt", "other"],
  [".DS_Store", "unmentioned"],
  ["Ada/._1.jpg", "unmentioned"],
  ["__MACOSX/Ada/1.jpg", "unmentioned"],
  ["Ada/Thumbs.db", "unmentioned"],
])("%s is: %s", (path, kind) => {
  expect(sorted(path)).toBe(kind);
});

test("photos without a byte, and far too large ones, are left out", () => {
  expect(sorted("a.jpg", 0)).toBe("empty");
  expect(sorted("a.jpg", MAX_PHOTO_BYTES)).toBe("photo");
  expect(sorted("a.jpg", MAX_PHOTO_BYTES + 1)).toBe("too_large");
});
