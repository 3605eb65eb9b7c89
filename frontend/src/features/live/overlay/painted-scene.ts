import type { Rect, Size } from "./overlay-geometry";

/** What moved by less than this, in device pixels, stays as it is painted. */
const STEP_PX = 0.25;
const OPACITY_STEP = 0.02;
/** What wiped the canvas, as a lost graphics card does, leaves it empty for so long at most. */
const LONGEST_STILL_MS = 1_000;

interface PaintedFace {
  readonly face: Rect;
  /** The same object for as long as the same is said. */
  readonly plate: object;
  readonly opacity: number;
}

/** What an overlay shows. */
export interface PaintedScene {
  readonly wishes: readonly PaintedFace[];
  /** Where the picture lies in the canvas, in CSS pixels. */
  readonly picture: Rect;
  /** In device pixels. */
  readonly canvas: Size;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  readonly nowMs: number;
}

/** Whether nobody would see a difference: a class that sits still need not be painted again. */
export function isStill(painted: PaintedScene, next: PaintedScene): boolean {
  return (
    painted.scale === next.scale &&
    painted.canvas.width === next.canvas.width &&
    painted.canvas.height === next.canvas.height &&
    next.nowMs - painted.nowMs < LONGEST_STILL_MS &&
    painted.wishes.length === next.wishes.length &&
    isSamePlace(painted.picture, next.picture, next.scale) &&
    next.wishes.every((wish, index) => isSameFace(painted.wishes[index], wish, next.scale))
  );
}

function isSameFace(painted: PaintedFace | undefined, next: PaintedFace, scale: number): boolean {
  return (
    painted?.plate === next.plate &&
    Math.abs(painted.opacity - next.opacity) < OPACITY_STEP &&
    isSamePlace(painted.face, next.face, scale)
  );
}

function isSamePlace(a: Rect, b: Rect, scale: number): boolean {
  const farthest = Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.width - b.width),
    Math.abs(a.height - b.height),
  );
  return farthest * scale < STEP_PX;
}
