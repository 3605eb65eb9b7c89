import type { Face } from "@/lib/protocol.gen";

import { isSuspect } from "./liveness";
import { SUSPECT_COLOUR } from "./plate-words";

/** From a phone up to a projector, plates grow with the picture. */
const SMALLEST_FONT_PX = 11;
const LARGEST_FONT_PX = 44;
const PICTURE_WIDTHS_PER_FONT = 50;
/** On a phone's width, or with a full class, two lines for every face would hide the faces. */
const COMPACT_BELOW_PX = 560;
const COMPACT_FROM_FACES = 16;

export interface OverlayStyle {
  readonly fontPx: number;
  readonly linePx: number;
  readonly compact: boolean;
}

/** Sizes for a picture that is so wide on the screen, with so many faces in it. */
export function overlayStyle(pictureWidthPx: number, faces: number): OverlayStyle {
  const compact = pictureWidthPx < COMPACT_BELOW_PX || faces >= COMPACT_FROM_FACES;
  const wanted = pictureWidthPx / PICTURE_WIDTHS_PER_FONT;
  const fontPx = Math.min(LARGEST_FONT_PX, Math.max(SMALLEST_FONT_PX, wanted));
  return { fontPx, linePx: Math.max(2.5, fontPx / 6), compact };
}

export interface Outline {
  readonly colour: string;
  /** Dashes and gaps in widths of the line; none for a line without gaps. */
  readonly dash: readonly number[];
}

/** Told apart by the line as well as by its colour: solid, dashed, dotted, and long and short. */
export function outlineOf(face: Face): Outline {
  if (isSuspect(face)) return { colour: SUSPECT_COLOUR, dash: [5.5, 2.5, 0.8, 2.5] };
  switch (face.identity.status) {
    case "known":
      return { colour: "#ffffff", dash: [] };
    case "unsure":
      return { colour: "#ffcb5c", dash: [3.5, 3] };
    case "unknown":
      return { colour: "#cfd6e1", dash: [0.4, 2.8] };
  }
}
