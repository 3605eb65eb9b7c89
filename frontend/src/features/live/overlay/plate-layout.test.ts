import { expect, test } from "vitest";

import { PlateLayout, type PlateWish } from "./plate-layout";

const PICTURE = { x: 0, y: 0, width: 640, height: 360 };

function makeWish(overrides: Partial<PlateWish> = {}): PlateWish {
  return {
    trackId: 1,
    face: { x: 300, y: 150, width: 60, height: 80 },
    plate: { width: 100, height: 30 },
    ...overrides,
  };
}

test("a plate stands above its face, in the middle", () => {
  const [plate] = new PlateLayout().place([makeWish()], PICTURE);

  expect(plate).toEqual({ x: 280, y: 115, width: 100, height: 30 });
});

test("a face at the top of the picture has its plate below", () => {
  const face = { x: 300, y: 10, width: 60, height: 80 };

  const [plate] = new PlateLayout().place([makeWish({ face })], PICTURE);

  expect(plate?.y).toBe(95);
});

test.each([
  [{ x: -20, y: 150, width: 60, height: 80 }, 0],
  [{ x: 620, y: 150, width: 60, height: 80 }, 540],
])("a face at the edge (%o) keeps its plate in the picture", (face, x) => {
  const [plate] = new PlateLayout().place([makeWish({ face })], PICTURE);

  expect(plate?.x).toBe(x);
});

test("neighbours' plates do not cover each other", () => {
  const left = makeWish({ trackId: 1, face: { x: 100, y: 150, width: 60, height: 80 } });
  const right = makeWish({ trackId: 2, face: { x: 180, y: 150, width: 60, height: 80 } });

  const [first, second] = new PlateLayout().place([left, right], PICTURE);

  expect(first?.y).toBe(115);
  expect(second?.y).toBe(235);
});

test("a plate does not cover another face where it can avoid it", () => {
  const behind = makeWish({ trackId: 1, face: { x: 300, y: 70, width: 60, height: 60 } });
  const front = makeWish({ trackId: 2, face: { x: 300, y: 140, width: 60, height: 80 } });

  const [, plate] = new PlateLayout().place([behind, front], PICTURE);

  expect(plate?.y).toBe(225);
});

test("a plate stays on its side when the reason for it is gone", () => {
  const layout = new PlateLayout();
  layout.place([makeWish({ face: { x: 300, y: 10, width: 60, height: 80 } })], PICTURE);

  const [plate] = layout.place([makeWish()], PICTURE);

  expect(plate?.y).toBe(235);
});
