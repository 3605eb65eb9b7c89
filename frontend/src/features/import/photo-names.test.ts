import { expect, test } from "vitest";

import { groupPhotos, guessLayout, labelOfFile, type Layout } from "./photo-names";
import type { SourceFile } from "./source-files";

const makePhoto = (path: string): SourceFile => ({
  path,
  size: 1000,
  read: () => Promise.resolve(new File([], path)),
});

/** As an import would: groups by the layout that is guessed. */
function grouped(paths: readonly string[], layout?: Layout) {
  const photos = paths.map(makePhoto);
  const { groups, nameless } = groupPhotos(photos, layout ?? guessLayout(photos));
  return {
    groups: Object.fromEntries(groups.map((group) => [group.label, group.photos.length])),
    nameless: nameless.map(({ path }) => path),
  };
}

test.each([
  ["Ada Lovelace 1.jpg", "Ada Lovelace"],
  ["Ada Lovelace.jpg", "Ada Lovelace"],
  ["Ada_Lovelace_02.JPG", "Ada Lovelace"],
  ["Ada Lovelace-3.png", "Ada Lovelace"],
  ["Ada Lovelace (2).jpeg", "Ada Lovelace"],
  ["Ada Lovelace2.webp", "Ada Lovelace"],
  ["Ada Lovelace left.jpg", "Ada Lovelace"],
  ["Ada Lovelace - front 2.jpg", "Ada Lovelace"],
  ["ada.lovelace.1.jpg", "ada lovelace"],
  ["Anne-Marie O'Neil 1.jpg", "Anne-Marie O'Neil"],
  ["Lovelace, Ada 1.jpg", "Lovelace, Ada"],
  ["Ștefan Ionescu 12.jpg", "Ștefan Ionescu"],
  ["林浩然 1.jpg", "林浩然"],
  ["林浩然1.jpg", "林浩然"],
  ["ليلى حداد 2.jpg", "ليلى حداد"],
  ["1042.jpg", "1042"],
  ["1042_2.jpg", "1042"],
  ["1042-front.jpg", "1042"],
  ["9B/Ada Lovelace 1.jpg", "Ada Lovelace"],
  ["Zoe\u0308 1.jpg", "Zoë"], // as macOS writes it
])("%s is a photo of %s", (path, label) => {
  expect(labelOfFile(path)).toBe(label);
});

test.each<[string, string[], Layout]>([
  ["a folder for each", ["class/Ada/1.jpg", "class/Ada/2.jpg", "class/Bob/1.jpg"], "folders"],
  ["folders of a camera's names", ["Ada/IMG_01.jpg", "Bob/DSC0002.jpg"], "folders"],
  ["folders of poses", ["Ada/front.jpg", "Ada/left.jpg", "Bob/1-front.jpg"], "folders"],
  ["folders, and names that say the same", ["Ada/Ada 1.jpg", "Bob/Bob 1.jpg"], "folders"],
  ["one folder of one student", ["Ada Lovelace/1.jpg", "Ada Lovelace/2.jpg"], "folders"],
  ["one folder named by its student", ["Ada/Ada 1.jpg", "Ada/Ada 2.jpg"], "folders"],
  ["names alone", ["Ada 1.jpg", "Bob 1.jpg"], "names"],
  ["names in a folder", ["class/Ada 1.jpg", "class/Ada 2.jpg", "class/Bob 1.jpg"], "names"],
  ["names in folders of classes", ["9A/Ada 1.jpg", "9A/Bob 1.jpg", "9B/Cem 1.jpg"], "names"],
  ["one student's name in a folder", ["photos/Ada 1.jpg", "photos/Ada 2.jpg"], "names"],
])("%s is recognised", (_, paths, layout) => {
  expect(guessLayout(paths.map(makePhoto))).toBe(layout);
});

test("photos in folders go by their folder, at any depth", () => {
  const paths = ["all/9A/Ada Lovelace/1.jpg", "all/9A/Ada Lovelace/2.jpg", "all/9B/Bob/1.jpg"];
  expect(grouped(paths)).toEqual({ groups: { "Ada Lovelace": 2, Bob: 1 }, nameless: [] });
});

test("a loose photo beside the folders goes by its name, or is nobody's", () => {
  const paths = ["c/Ada/1.jpg", "c/Ada/2.jpg", "c/Bob/1.jpg", "c/Cem Kaya.jpg", "c/IMG.jpg"];
  expect(grouped(paths, "folders")).toEqual({
    groups: { Ada: 2, Bob: 1, "Cem Kaya": 1 },
    nameless: ["c/IMG.jpg"],
  });
});

test("spellings of one name are one student", () => {
  const paths = ["Zoë Kaya 1.jpg", "zoe\u0308_kaya_2.jpg", "Zoe Kaya.jpg"];
  expect(Object.values(grouped(paths).groups)).toEqual([3]);
});

test("photos keep the order of their numbers", () => {
  const photos = ["Ada 10.jpg", "Ada 9.jpg", "Ada 1.jpg"].map(makePhoto);
  const { groups } = groupPhotos(photos, "names");
  expect(groups[0]?.photos.map(({ path }) => path)).toEqual([
    "Ada 1.jpg",
    "Ada 9.jpg",
    "Ada 10.jpg",
  ]);
});

test("a camera's names are nobody's where names count", () => {
  const cameras = [
    "IMG-20261120-WA0007.jpg",
    "P1010042.jpg",
    "photo.jpg",
    "Screenshot 2026-11-20.png",
  ];
  const { groups, nameless } = grouped(["Ada 1.jpg", "Bob 1.jpg", "1042 1.jpg", ...cameras]);
  expect(nameless).toEqual(cameras);
  expect(groups).toEqual({ Ada: 1, Bob: 1, 1042: 1 });
});
