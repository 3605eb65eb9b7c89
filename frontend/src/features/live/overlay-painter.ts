import { mdiCardAccountDetailsOutline } from "@mdi/js";

import { emotionStyle } from "@/lib/emotions";
import { graphemes } from "@/lib/graphemes";
import { SYSTEM_FONTS } from "@/lib/palette";
import type { Face, IdentityStatus } from "@/lib/protocol.gen";
import { text } from "@/text";

import { isSuspect } from "./liveness";
import { placeBox, type Rect } from "./overlay-geometry";
import { PlateLayout } from "./plate-layout";
import type { DrawnFace } from "./track-motion";

interface Outline {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** Told apart by the line as well as by its colour: solid, dashed, dotted. */
const OUTLINES: Readonly<Record<IdentityStatus, Outline>> = {
  known: { colour: "#ffffff", dash: [] },
  unsure: { colour: "#ffcb5c", dash: [9, 7] },
  unknown: { colour: "#cfd6e1", dash: [1, 7] },
};
/** A photo or a screen held into the camera, whatever the name: an outline of long and short. */
const SUSPECT_OUTLINE: Outline = { colour: "#ff9d6b", dash: [14, 6, 2, 6] };
const SUSPECT_MARK: Mark = { path: mdiCardAccountDetailsOutline, colour: SUSPECT_OUTLINE.colour };
const HALO = "rgba(8, 10, 14, 0.55)";
const PLATE = "rgba(12, 15, 20, 0.82)";
const INK = "#ffffff";
const FAINT_INK = "#c9d0db";
const ICON_INK = "#0e1116";
const ICON_GRID = 24;
/** On a phone's width two lines for every face would hide the faces. */
const COMPACT_BELOW_PX = 560;

export interface Scene {
  readonly faces: readonly DrawnFace[];
  /** Where the picture lies in the canvas, in CSS pixels. */
  readonly picture: Rect;
  readonly mirrored: boolean;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
}

/** Draws outlines and name plates over the picture. Text is never mirrored. */
export class OverlayPainter {
  readonly #icons = new Map<string, Path2D>();
  readonly #plates = new PlateLayout();
  readonly #context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  paint({ faces, picture, mirrored, scale }: Scene): void {
    const context = this.#context;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, context.canvas.width / scale, context.canvas.height / scale);
    const fontPx = Math.min(22, Math.max(11, picture.width / 58));
    const compact = picture.width < COMPACT_BELOW_PX;
    const placed = faces.map((drawn) => ({ drawn, box: placeBox(drawn.box, picture, mirrored) }));
    for (const { drawn, box } of placed) {
      context.globalAlpha = drawn.opacity;
      this.#outline(box, outlineOf(drawn.face));
    }
    const wishes = placed.map(({ drawn, box }) => ({
      trackId: drawn.face.track_id,
      opacity: drawn.opacity,
      face: box,
      plate: this.#label(drawn.face, { fontPx, compact }),
    }));
    this.#plates.place(wishes, picture).forEach((place, index) => {
      const wish = wishes[index];
      if (wish === undefined) return;
      context.globalAlpha = wish.opacity;
      this.#plate(wish.plate, place);
    });
    context.globalAlpha = 1;
  }

  #outline({ x, y, width, height }: Rect, { colour, dash }: Outline): void {
    const context = this.#context;
    context.lineCap = "round";
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(width, height) * 0.12);
    context.setLineDash([]);
    context.strokeStyle = HALO;
    context.lineWidth = 5;
    context.stroke();
    context.setLineDash([...dash]);
    context.strokeStyle = colour;
    context.lineWidth = 2.5;
    context.stroke();
    context.setLineDash([]);
  }

  #label(face: Face, { fontPx, compact }: LabelSize): Label {
    const context = this.#context;
    const padding = fontPx * 0.45;
    const mark = markOf(face);
    const icon = mark === null ? 0 : fontPx * (compact ? 1.25 : 1.7);
    context.font = titleFont(fontPx);
    const title = this.#shorten(titleOf(face, compact), fontPx * (compact ? 7 : 12));
    const titleWidth = context.measureText(title).width;
    context.font = subtitleFont(fontPx);
    const subtitle = compact ? "" : subtitleOf(face);
    const textWidth = Math.max(titleWidth, context.measureText(subtitle).width);
    const lines = subtitle === "" ? 1 : 2;
    return {
      title,
      subtitle,
      mark,
      faint: face.identity.status !== "known",
      fontPx,
      padding,
      icon,
      width: padding * (icon > 0 ? 3 : 2) + icon + textWidth,
      height: padding * 1.4 + fontPx * (lines === 2 ? 2.05 : 1.2),
    };
  }

  #plate(label: Label, { x, y, width, height }: Rect): void {
    const context = this.#context;
    const { padding, icon, fontPx } = label;
    context.fillStyle = PLATE;
    context.beginPath();
    context.roundRect(x, y, width, height, fontPx * 0.5);
    context.fill();
    if (label.mark !== null) this.#icon(label.mark, x + padding, y + (height - icon) / 2, icon);
    const textX = x + padding * (icon > 0 ? 2 : 1) + icon;
    context.textBaseline = "top";
    context.fillStyle = label.faint ? FAINT_INK : INK;
    context.font = titleFont(fontPx);
    context.fillText(label.title, textX, y + padding * 0.75);
    context.fillStyle = FAINT_INK;
    context.font = subtitleFont(fontPx);
    context.fillText(label.subtitle, textX, y + padding * 0.75 + fontPx * 1.18);
  }

  #icon({ path, colour }: Mark, x: number, y: number, size: number): void {
    const context = this.#context;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x + size / 2, y + size / 2, size / 2, 0, Math.PI * 2);
    context.fill();
    const inner = size * 0.8;
    context.save();
    context.translate(x + (size - inner) / 2, y + (size - inner) / 2);
    context.scale(inner / ICON_GRID, inner / ICON_GRID);
    context.fillStyle = ICON_INK;
    context.fill(this.#pathOf(path));
    context.restore();
  }

  #pathOf(icon: string): Path2D {
    const known = this.#icons.get(icon);
    if (known !== undefined) return known;
    const path = new Path2D(icon);
    this.#icons.set(icon, path);
    return path;
  }

  #shorten(title: string, widest: number): string {
    const context = this.#context;
    if (context.measureText(title).width <= widest) return title;
    const letters = graphemes(title);
    while (letters.length > 1 && context.measureText(`${letters.join("")}…`).width > widest)
      letters.pop();
    return `${letters.join("").trimEnd()}…`;
  }
}

/** What a plate shows before the name. */
interface Mark {
  readonly path: string;
  readonly colour: string;
}

interface LabelSize {
  readonly fontPx: number;
  /** One line with the first name: the emotion is in its icon alone. */
  readonly compact: boolean;
}

interface Label {
  readonly title: string;
  readonly subtitle: string;
  readonly mark: Mark | null;
  readonly faint: boolean;
  readonly fontPx: number;
  readonly padding: number;
  readonly icon: number;
  readonly width: number;
  readonly height: number;
}

const titleFont = (fontPx: number): string => `650 ${fontPx}px ${SYSTEM_FONTS}`;
const subtitleFont = (fontPx: number): string => `400 ${fontPx * 0.8}px ${SYSTEM_FONTS}`;

function outlineOf(face: Face): Outline {
  return isSuspect(face) ? SUSPECT_OUTLINE : OUTLINES[face.identity.status];
}

function markOf(face: Face): Mark | null {
  if (isSuspect(face)) return SUSPECT_MARK;
  if (face.emotion === null) return null;
  const { dark, icon } = emotionStyle(face.emotion.label);
  return { path: icon, colour: dark };
}

function subtitleOf(face: Face): string {
  if (isSuspect(face)) return text.live.suspect;
  return face.emotion === null ? "" : emotionStyle(face.emotion.label).name;
}

function titleOf({ identity }: Face, compact: boolean): string {
  if (identity.status === "known") {
    const name = identity.name ?? text.live.unknown;
    return compact ? (name.split(" ")[0] ?? name) : name;
  }
  return identity.status === "unsure" ? `${text.live.unsure} ?` : text.live.unknown;
}
