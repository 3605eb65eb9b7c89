import { expect, test } from "vitest";

import type { Face } from "@/lib/protocol.gen";
import { makeFace } from "@/testing/messages";

import { outlineOf, overlayStyle } from "./overlay-style";

test.each([
  ["a phone", 358, 11],
  ["a laptop", 770, 15.4],
  ["a full screen", 1456, 29.12],
  ["a projector in 4K", 3840, 44],
])("letters on %s are as large as the picture asks for", (_, width, fontPx) => {
  expect(overlayStyle(width, 6).fontPx).toBeCloseTo(fontPx);
});

test("plates are short on a narrow picture and in a full class", () => {
  expect(overlayStyle(358, 2).compact).toBe(true);
  expect(overlayStyle(1280, 30).compact).toBe(true);
  expect(overlayStyle(1280, 12).compact).toBe(false);
});

test("every kind of face has a line of its own, whatever its colour", () => {
  const faceOf = (status: Face["identity"]["status"]): Face =>
    makeFace({ identity: { status, student_id: null, name: null, similarity: null } });
  const faces = [
    faceOf("known"),
    faceOf("unsure"),
    faceOf("unknown"),
    makeFace({ liveness: { status: "suspect", reasons: ["flat"] } }),
  ];

  const lines = faces.map((face) => outlineOf(face).dash.join(" "));

  expect(new Set(lines).size).toBe(4);
});
