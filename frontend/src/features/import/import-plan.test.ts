import { expect, test } from "vitest";

import { readClassList } from "./class-list";
import { planImport, type KnownStudent } from "./import-plan";
import { groupPhotos, type Layout } from "./photo-names";

const makePhotos = (paths: readonly string[]) =>
  paths.map((path) => ({ path, size: 1, read: () => Promise.resolve(new File([], path)) }));

interface Input {
  readonly layout?: Layout;
  readonly photos?: readonly string[];
  readonly csv?: string;
  readonly known?: readonly KnownStudent[];
}

function planned({ layout = "names", photos = [], csv, known = [] }: Input) {
  const { groups } = groupPhotos(makePhotos(photos), layout);
  const list = csv === undefined ? null : readClassList(csv);
  return planImport({ groups, list, known }).map((student) => ({
    ...student,
    photos: student.photos.map(({ path }) => path),
  }));
}

const KNOWN: KnownStudent = {
  id: 5,
  name: "Ada Lovelace",
  external_id: "7",
  created_at: "2026-11-20T07:55:12Z",
  faces: 0,
  other_faces: 0,
  kept_photos: 0,
};

test("without a list everybody who has photos is planned", () => {
  expect(planned({ photos: ["Ada 1.jpg", "Ada 2.jpg", "Bob.jpg"] })).toMatchObject([
    { name: "Ada", photos: ["Ada 1.jpg", "Ada 2.jpg"], existing: null, isAdvised: true, notes: [] },
    { name: "Bob", photos: ["Bob.jpg"], existing: null, isAdvised: true, notes: [] },
  ]);
});

test.each([
  ["the number", "1042 1.jpg"],
  ["the number alone", "1042.jpg"],
  ["the name", "Ada Lovelace 1.jpg"],
  ["the name without accents", "ada_lovelace_1.jpg"],
  ["the name turned around", "Lovelace, Ada 1.jpg"],
  ["the name in one word", "AdaLovelace1.jpg"],
  ["number and name", "1042 Ada L 1.jpg"],
  ["a number behind the name", "Ada (1042) 1.jpg"],
])("a photo named by %s goes to the student of the list", (_, path) => {
  const csv = "name,id\nÁda Lovelace,1042\nBob,1";
  expect(planned({ csv, photos: [path] })).toMatchObject([
    { name: "Áda Lovelace", externalId: "1042", photos: [path], isAdvised: true },
    { name: "Bob", photos: [], notes: ["no_photos"], isAdvised: true },
  ]);
});

test("the numbering of photos is no student's number", () => {
  const [ada, bob] = planned({ csv: "name,id\nAda,1\nBob,2", photos: ["Ada 2.jpg", "Bob 1.jpg"] });
  expect([ada?.photos, bob?.photos]).toEqual([["Ada 2.jpg"], ["Bob 1.jpg"]]);
});

test("photos of somebody who is not on the list wait for a decision", () => {
  expect(planned({ csv: "name\nAda", photos: ["Adah 1.jpg"] })).toMatchObject([
    { name: "Ada", photos: [] },
    { name: "Adah", notes: ["not_in_list"], isAdvised: false },
  ]);
});

test("photos of a name that two students have go to neither", () => {
  const csv = "name,id\nAda,1\nAda,2";
  expect(planned({ csv, photos: ["Ada 1.jpg"] })).toMatchObject([
    { externalId: "1", photos: [] },
    { externalId: "2", photos: [] },
    { name: "Ada", notes: ["name_twice"], isAdvised: false },
  ]);
});

const TWO_CLASSES = ["s/7A/Maria Garcia/1.jpg", "s/7A/Bob/1.jpg", "s/7B/maria garcia/1.jpg"];

test("folders of one name in two classes wait for a decision, each as a student", () => {
  const maria = { existing: null, notes: ["same_folder_name"], isAdvised: false };
  const plan = planned({ layout: "folders", photos: TWO_CLASSES });
  expect(plan).toMatchObject([
    { name: "Bob", notes: [], isAdvised: true },
    { ...maria, name: "Maria Garcia", photos: ["s/7A/Maria Garcia/1.jpg"] },
    { ...maria, name: "maria garcia", photos: ["s/7B/maria garcia/1.jpg"] },
  ]);
  expect(new Set(plan.map(({ key }) => key)).size).toBe(3);
});

test("folders of one name are asked about where the list has one student of it", () => {
  const csv = "name\nMaria Garcia\nBob";
  expect(planned({ layout: "folders", csv, photos: TWO_CLASSES })).toMatchObject([
    {
      photos: ["s/7A/Maria Garcia/1.jpg", "s/7B/maria garcia/1.jpg"],
      notes: ["several_folders"],
      isAdvised: false,
    },
    { name: "Bob", notes: [], isAdvised: true },
  ]);
});

test("photos of one name in two classes' folders wait for a decision, each as a student", () => {
  const photos = ["9A/Bob 1.jpg", "9A/Maria 1.jpg", "9B/Cem 1.jpg", "9B/Maria 1.jpg"];
  const nameless = ["9A/IMG_1.jpg", "9B/IMG_1.jpg", "9A/DSC_1.jpg", "9B/DSC_1.jpg"];
  const maria = { name: "Maria", notes: ["same_folder_name"], isAdvised: false };
  expect(planned({ photos: [...photos, ...nameless] })).toMatchObject([
    { name: "Bob", notes: [], isAdvised: true },
    { ...maria, photos: ["9A/Maria 1.jpg"] },
    { name: "Cem", notes: [], isAdvised: true },
    { ...maria, photos: ["9B/Maria 1.jpg"] },
  ]);
  const csv = "name\nBob\nCem\nMaria";
  expect(planned({ csv, photos })[2]).toMatchObject({
    photos: [photos[1], photos[3]],
    isAdvised: false,
  });
});

test("photos of a class in folders of poses, or of days, are one student's each", () => {
  const photos = [
    "front/Ada 1.jpg",
    "front/Bob 1.jpg",
    "side/Ada 1.jpg",
    "side/Bob 1.jpg",
    "side/Cem.jpg",
  ];
  expect(planned({ photos })).toMatchObject([
    { name: "Ada", photos: [photos[0], photos[2]], notes: [] },
    { name: "Bob", photos: [photos[1], photos[3]], notes: [] },
    { name: "Cem", photos: [photos[4]], notes: [] },
  ]);
});

test("folders of one number are one student's wherever they are", () => {
  const photos = ["autumn/1042/1.jpg", "spring/1042/1.jpg"];
  const csv = "name,id\nAda,1042";
  expect(planned({ layout: "folders", csv, photos })).toMatchObject([
    { name: "Ada", photos, notes: [], isAdvised: true },
  ]);
});

test("a number is not taken for a name without asking", () => {
  expect(planned({ photos: ["1042 1.jpg"] })).toMatchObject([
    { name: "1042", notes: ["only_number"], isAdvised: false },
  ]);
});

test.each<[string, Input, object]>([
  [
    "is found by number",
    { csv: "name,id\nAda Lovelace,7", photos: ["7.jpg"], known: [KNOWN] },
    { existing: { id: 5 }, notes: [], isAdvised: true },
  ],
  [
    "is found by name",
    { photos: ["ada lovelace.jpg"], known: [KNOWN] },
    { existing: { id: 5 }, notes: [], isAdvised: true },
  ],
  [
    "who has photos already is left alone",
    { photos: ["Ada Lovelace.jpg"], known: [{ ...KNOWN, faces: 3 }] },
    { existing: { id: 5 }, notes: ["has_photos"], isAdvised: false },
  ],
  [
    "without new photos needs nothing",
    { csv: "name,id\nAda Lovelace,7", known: [KNOWN] },
    { existing: { id: 5 }, notes: ["no_photos"], isAdvised: false },
  ],
  [
    "whose number another name has is asked about",
    { csv: "name,id\nBob,7", photos: ["Bob.jpg"], known: [KNOWN] },
    { existing: { id: 5 }, notes: ["other_name"], isAdvised: false },
  ],
  [
    "of the same name with another number is somebody else, maybe",
    { csv: "name,id\nAda Lovelace,8", photos: ["8.jpg"], known: [KNOWN] },
    { existing: null, notes: ["other_number"], isAdvised: false },
  ],
  [
    "of the same name without a number is meant",
    { csv: "name,id\nAda Lovelace,8", photos: ["8.jpg"], known: [{ ...KNOWN, external_id: null }] },
    { existing: { id: 5 }, notes: ["without_number"], isAdvised: true },
  ],
  [
    "whose name two have is asked about",
    { photos: ["Ada Lovelace.jpg"], known: [KNOWN, { ...KNOWN, id: 6, external_id: "8" }] },
    { existing: null, notes: ["name_not_unique"], isAdvised: false },
  ],
])("a student of the server %s", (_, input, expected) => {
  expect(planned(input)).toMatchObject([expected]);
});

test("one student of the server whom two of the list may be is neither of them", () => {
  const csv = "name,id\nAda Lovelace,11\nAda Lovelace,12";
  const known = [{ ...KNOWN, external_id: null }];
  const expected = { existing: null, notes: ["same_student"], isAdvised: false };
  expect(planned({ csv, photos: ["11 1.jpg", "12 1.jpg"], known })).toMatchObject([
    { externalId: "11", photos: ["11 1.jpg"], ...expected },
    { externalId: "12", photos: ["12 1.jpg"], ...expected },
  ]);
});

test("a number says which of two lines means the student of the server", () => {
  const csv = "name,id\nAda Lovelace,7\nAda Lovelace,";
  expect(planned({ csv, photos: ["7 1.jpg"], known: [KNOWN] })).toMatchObject([
    { externalId: "7", existing: { id: 5 }, notes: [], isAdvised: true },
    { externalId: null, existing: null, notes: ["same_student", "no_photos"], isAdvised: false },
  ]);
});

test("whatever is listed and known, no two of a plan are one student of the server", () => {
  const pupils = ["Ada", "Bob"].flatMap((name) => [null, "1", "2"].map((id) => ({ name, id })));
  const photos = ["Ada 1.jpg", "Bob 1.jpg", "1 1.jpg"];
  for (const listed of subsetsOf(pupils)) {
    const csv = ["name,id", ...listed.map(({ name, id }) => `${name},${id ?? ""}`)].join("\n");
    for (const there of subsetsOf(pupils)) {
      const known = there.map(({ name, id }, index) => ({
        ...KNOWN,
        id: index,
        name,
        external_id: id,
      }));
      const ids = planned({ csv, photos, known }).flatMap(({ existing }) => existing?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }
  }
});

function subsetsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...others] = items;
  if (first === undefined) return [[]];
  return subsetsOf(others).flatMap((subset) => [subset, [first, ...subset]]);
}

test("every student of a plan has a key of its own", () => {
  const photos = ["Ada 1.jpg", "Bob 1.jpg", "3.jpg"];
  const keys = planned({ csv: "name,id\nAda,1\nAda,2", photos }).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
