import { describe, expect, it } from "vitest";

import { isStill, type PaintedScene } from "./painted-scene";

const MAYA = { title: "Maya" };
const CALM: PaintedScene = {
  wishes: [{ face: { x: 100, y: 50, width: 80, height: 100 }, plate: MAYA, opacity: 1 }],
  picture: { x: 0, y: 0, width: 640, height: 360 },
  canvas: { width: 640, height: 400 },
  scale: 1,
  nowMs: 10_000,
};

function later(changes: Partial<PaintedScene>): PaintedScene {
  return { ...CALM, nowMs: 10_016, ...changes };
}

function faceMovedBy(px: number): PaintedScene {
  const wishes = CALM.wishes.map((wish) => ({
    ...wish,
    face: { ...wish.face, x: wish.face.x + px },
  }));
  return later({ wishes });
}

describe("isStill", () => {
  it("holds for a class that sits still, and for movement that no pixel shows", () => {
    expect(isStill(CALM, later({}))).toBe(true);
    expect(isStill(CALM, faceMovedBy(0.2))).toBe(true);
  });

  it("ends when a face has moved by a pixel of the display", () => {
    expect(isStill(CALM, faceMovedBy(1))).toBe(false);
    const sharp = { ...faceMovedBy(0.2), scale: 2 };
    expect(isStill({ ...CALM, scale: 2 }, sharp)).toBe(false);
  });

  it("ends when something else is said of a face, or it fades", () => {
    const [wish] = CALM.wishes;
    if (wish === undefined) throw new Error("no face");
    expect(isStill(CALM, later({ wishes: [{ ...wish, plate: { title: "Maya" } }] }))).toBe(false);
    expect(isStill(CALM, later({ wishes: [{ ...wish, opacity: 0.9 }] }))).toBe(false);
  });

  it("ends when faces come or go", () => {
    expect(isStill(CALM, later({ wishes: [] }))).toBe(false);
    expect(isStill(CALM, later({ wishes: [...CALM.wishes, ...CALM.wishes] }))).toBe(false);
    expect(isStill({ ...CALM, wishes: [] }, later({ wishes: [] }))).toBe(true);
  });

  it("ends when the canvas got another size, which wipes it, or the picture lies elsewhere", () => {
    expect(isStill(CALM, later({ canvas: { width: 800, height: 400 } }))).toBe(false);
    expect(isStill(CALM, later({ picture: { ...CALM.picture, y: 20 } }))).toBe(false);
  });

  it("ends after a second, lest a wiped canvas stays empty", () => {
    expect(isStill(CALM, later({ nowMs: 11_100 }))).toBe(false);
  });
});
