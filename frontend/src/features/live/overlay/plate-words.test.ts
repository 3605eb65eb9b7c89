import { expect, test } from "vitest";

import type { IdentityStatus } from "@/lib/protocol.gen";
import { makeFace } from "@/testing/messages";
import { text } from "@/text";

import { plateWords } from "./plate-words";

const FULL = { compact: false, namesHidden: false };
const COMPACT = { compact: true, namesHidden: false };

function faceOf(status: IdentityStatus) {
  const known = { status, student_id: 7, name: "Amara Okafor", similarity: 0.7 };
  return makeFace({
    identity: status === "known" ? known : { ...known, student_id: null, name: null },
  });
}

test.each([
  ["known", "Amara Okafor"],
  ["unsure", text.live.unsure],
  ["unknown", text.live.unknown],
] as const)("a face that is %s says %s and the emotion", (status, title) => {
  expect(plateWords(faceOf(status), FULL)).toMatchObject({ title, subtitle: "Happy" });
});

test("known, unsure and unknown have signs of their own where no name tells them apart", () => {
  const statuses = ["known", "unsure", "unknown"] as const;
  const signs = statuses.map(
    (status) => plateWords(faceOf(status), { compact: true, namesHidden: true }).sign,
  );

  expect(new Set(signs).size).toBe(3);
  expect(signs).not.toContain(null);
});

test("a name needs no sign", () => {
  expect(plateWords(faceOf("known"), FULL).sign).toBeNull();
});

test("on a small picture there is the first name, and the emotion in its icon alone", () => {
  const { title, subtitle, mark } = plateWords(faceOf("known"), COMPACT);

  expect([title, subtitle]).toEqual(["Amara", ""]);
  expect(mark).not.toBeNull();
});

test.each([true, false])("a hidden name is nowhere on the plate (compact: %s)", (compact) => {
  const words = plateWords(faceOf("known"), { compact, namesHidden: true });

  expect(JSON.stringify(words)).not.toMatch(/Amara|Okafor/);
});

test("under a hidden name the emotion is said", () => {
  const words = plateWords(faceOf("known"), { compact: false, namesHidden: true });

  expect([words.title, words.subtitle]).toEqual(["Happy", ""]);
});

test("a photo or a screen is said instead of an emotion", () => {
  const photo = makeFace({ liveness: { status: "suspect", reasons: ["flat"] } });

  expect(plateWords(photo, FULL)).toMatchObject({
    title: "Amara Okafor",
    subtitle: text.live.suspect,
  });
  expect(plateWords(photo, FULL).mark).not.toEqual(plateWords(makeFace(), FULL).mark);
});
