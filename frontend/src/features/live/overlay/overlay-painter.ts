import { graphemes } from "@/lib/graphemes";
import { SYSTEM_FONTS } from "@/lib/palette";
import type { Face } from "@/lib/protocol.gen";

import { placeBox, type Rect, type Size } from "./overlay-geometry";
import { outlineOf, overlayStyle, type Outline, type OverlayStyle } from "./overlay-style";
import { isStill, type PaintedScene } from "./painted-scene";
import { PlateLayout } from "./plate-layout";
import { plateWords, type Mark, type PlateWords } from "./plate-words";
import type { DrawnFace } from "./track-motion";

const HALO = "rgba(8, 10, 14, 0.55)";
const PLATE = "rgba(12, 15, 20, 0.82)";
const INK = "#ffffff";
const FAINT_INK = "#c9d0db";
const ICON_INK = "#0e1116";
const ICON_GRID = 24;
/** Of the first line's letters. */
const SUBTITLE_SIZE = 0.84;
/** A class says few different things at a time; what was said before is forgotten now and then. */
const MOST_LABELS = 500;

export interface Scene {
  readonly faces: readonly DrawnFace[];
  /** Where the picture lies in the canvas, in CSS pixels. */
  readonly picture: Rect;
  readonly mirrored: boolean;
  readonly namesHidden: boolean;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  readonly nowMs: number;
}

/** Draws outlines and name plates over the picture. Text is never mirrored. */
export class OverlayPainter {
  readonly #icons = new Map<string, Path2D>();
  readonly #plates = new PlateLayout();
  readonly #context: CanvasRenderingContext2D;
  /** Letters are measured once for all faces of which the same is said. */
  readonly #labels = new Map<string, Label>();
  #labelOfFace = new WeakMap<Face, Label>();
  #labelKey = "";
  #painted: PaintedScene | null = null;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Paints the scene, unless it looks like the one that is painted already. */
  paint({ faces, picture, mirrored, namesHidden, scale, nowMs }: Scene): void {
    const context = this.#context;
    const style = overlayStyle(picture.width, faces.length);
    this.#forgetLabels(style, namesHidden);
    const wishes = faces.map(({ face, box, opacity }) => ({
      trackId: face.track_id,
      opacity,
      face: placeBox(box, picture, mirrored),
      plate: this.#labelOf(face, style, namesHidden),
    }));
    const painted: PaintedScene = { wishes, picture, scale, canvas: sizeOf(context.canvas), nowMs };
    if (this.#painted !== null && isStill(this.#painted, painted)) return;
    this.#painted = painted;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, context.canvas.width / scale, context.canvas.height / scale);
    for (const { face, plate, opacity } of wishes) {
      context.globalAlpha = opacity;
      this.#outline(face, plate.outline, style.linePx);
    }
    this.#plates.place(wishes, picture).forEach((place, index) => {
      const wish = wishes[index];
      if (wish === undefined) return;
      context.globalAlpha = wish.opacity;
      this.#plate(wish.plate, place);
    });
    context.globalAlpha = 1;
  }

  #forgetLabels({ fontPx, compact }: OverlayStyle, namesHidden: boolean): void {
    const key = `${fontPx} ${compact} ${namesHidden}`;
    if (key === this.#labelKey && this.#labels.size <= MOST_LABELS) return;
    this.#labelKey = key;
    this.#labels.clear();
    this.#labelOfFace = new WeakMap();
  }

  #labelOf(face: Face, style: OverlayStyle, namesHidden: boolean): Label {
    const known = this.#labelOfFace.get(face);
    if (known !== undefined) return known;
    const { compact, fontPx } = style;
    const words = plateWords(face, { compact, namesHidden });
    const outline = outlineOf(face);
    const key = JSON.stringify([words, outline]);
    const label = this.#labels.get(key) ?? this.#measure({ ...words, outline }, fontPx, compact);
    this.#labels.set(key, label);
    this.#labelOfFace.set(face, label);
    return label;
  }

  #measure(words: OutlinedWords, fontPx: number, compact: boolean): Label {
    const context = this.#context;
    const padding = fontPx * 0.45;
    const disc = words.mark === null ? 0 : fontPx * (compact ? 1.3 : 1.75);
    const sign = words.sign === null ? 0 : fontPx * 1.1;
    context.font = titleFont(fontPx);
    const title = this.#shorten(words.title, fontPx * (compact ? 7 : 12));
    const titleWidth = context.measureText(title).width;
    context.font = subtitleFont(fontPx);
    const textWidth = Math.max(sign + titleWidth, context.measureText(words.subtitle).width);
    const gaps = 2 + Number(disc > 0 && textWidth > 0);
    return {
      ...words,
      title,
      fontPx,
      padding,
      disc,
      signPx: sign,
      width: padding * gaps + disc + textWidth,
      height: Math.max(
        disc + padding,
        padding * 1.4 + fontPx * (words.subtitle === "" ? 1.2 : 1.12 + SUBTITLE_SIZE * 1.12),
      ),
    };
  }

  #outline({ x, y, width, height }: Rect, { colour, dash }: Outline, linePx: number): void {
    const context = this.#context;
    context.lineCap = "round";
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(width, height) * 0.12);
    context.setLineDash([]);
    context.strokeStyle = HALO;
    context.lineWidth = linePx * 2;
    context.stroke();
    context.setLineDash(dash.map((part) => part * linePx));
    context.strokeStyle = colour;
    context.lineWidth = linePx;
    context.stroke();
    context.setLineDash([]);
  }

  #plate(label: Label, { x, y, width, height }: Rect): void {
    const context = this.#context;
    const { padding, disc, signPx, fontPx, subtitle } = label;
    context.fillStyle = PLATE;
    context.beginPath();
    context.roundRect(x, y, width, height, fontPx * 0.5);
    context.fill();
    if (label.mark !== null) this.#mark(label.mark, x + padding, y + (height - disc) / 2, disc);
    const textX = x + padding * (disc > 0 ? 2 : 1) + disc;
    const textHeight = fontPx * (subtitle === "" ? 1 : 1.12 + SUBTITLE_SIZE);
    const textY = y + (height - textHeight) / 2;
    context.fillStyle = label.faint ? FAINT_INK : INK;
    if (label.sign !== null) this.#icon(label.sign, textX, textY - fontPx * 0.02, fontPx);
    context.textBaseline = "top";
    context.font = titleFont(fontPx);
    context.fillText(label.title, textX + signPx, textY);
    context.fillStyle = FAINT_INK;
    context.font = subtitleFont(fontPx);
    context.fillText(subtitle, textX, textY + fontPx * 1.14);
  }

  #mark({ path, colour }: Mark, x: number, y: number, size: number): void {
    const context = this.#context;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x + size / 2, y + size / 2, size / 2, 0, Math.PI * 2);
    context.fill();
    const inner = size * 0.8;
    context.fillStyle = ICON_INK;
    this.#icon(path, x + (size - inner) / 2, y + (size - inner) / 2, inner);
  }

  #icon(path: string, x: number, y: number, size: number): void {
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.scale(size / ICON_GRID, size / ICON_GRID);
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

interface OutlinedWords extends PlateWords {
  readonly outline: Outline;
}

interface Label extends OutlinedWords {
  readonly fontPx: number;
  readonly padding: number;
  /** Diameter of the mark's disc; 0 without one. */
  readonly disc: number;
  /** Width of the sign with the gap after it; 0 without one. */
  readonly signPx: number;
  readonly width: number;
  readonly height: number;
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

const titleFont = (fontPx: number): string => `650 ${fontPx}px ${SYSTEM_FONTS}`;
const subtitleFont = (fontPx: number): string => `400 ${fontPx * SUBTITLE_SIZE}px ${SYSTEM_FONTS}`;
