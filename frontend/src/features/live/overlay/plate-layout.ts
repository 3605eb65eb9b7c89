import type { Rect, Size } from "./overlay-geometry";

type Side = "above" | "below";

/** A plate over a plate cannot be read; a plate over a face is only unkind. */
const PLATE_COST = 4;
const FACE_COST = 1;
const OUTSIDE_COST = 8;
const GAP_PX = 5;

export interface PlateWish {
  readonly trackId: number;
  readonly face: Rect;
  readonly plate: Size;
}

/**
 * Finds a place for every name plate, above or below its face. A plate stays on its side while
 * that is as good as the other one: what hops cannot be read.
 */
export class PlateLayout {
  #sides = new Map<number, Side>();

  /** The plates in the order of the wishes, all inside of the picture. */
  place(wishes: readonly PlateWish[], picture: Rect): readonly Rect[] {
    const sides = new Map<number, Side>();
    const placed: Rect[] = [];
    for (const wish of wishes) {
      const others = wishes.filter((other) => other !== wish).map(({ face }) => face);
      const side = this.#choose(wish, { picture, placed, others });
      sides.set(wish.trackId, side);
      placed.push(inside(candidate(wish, side), picture));
    }
    this.#sides = sides;
    return placed;
  }

  #choose(wish: PlateWish, surroundings: Surroundings): Side {
    const first = this.#sides.get(wish.trackId) ?? "above";
    const second = first === "above" ? "below" : "above";
    const isBetter =
      cost(candidate(wish, second), surroundings) < cost(candidate(wish, first), surroundings);
    return isBetter ? second : first;
  }
}

interface Surroundings {
  readonly picture: Rect;
  readonly placed: readonly Rect[];
  readonly others: readonly Rect[];
}

function candidate({ face, plate }: PlateWish, side: Side): Rect {
  const x = face.x + (face.width - plate.width) / 2;
  const y = side === "above" ? face.y - plate.height - GAP_PX : face.y + face.height + GAP_PX;
  return { x, y, width: plate.width, height: plate.height };
}

function cost(place: Rect, { picture, placed, others }: Surroundings): number {
  const bottom = picture.y + picture.height;
  const isOutside = place.y < picture.y || place.y + place.height > bottom;
  return (
    (isOutside ? OUTSIDE_COST : 0) +
    placed.filter((other) => overlaps(place, other)).length * PLATE_COST +
    others.filter((other) => overlaps(place, other)).length * FACE_COST
  );
}

function inside({ x, y, width, height }: Rect, picture: Rect): Rect {
  const right = picture.x + picture.width - width;
  const bottom = picture.y + picture.height - height;
  return {
    x: Math.max(picture.x, Math.min(right, x)),
    y: Math.max(picture.y, Math.min(bottom, y)),
    width,
    height,
  };
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
