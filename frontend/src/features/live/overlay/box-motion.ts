import type { FractionBox } from "./overlay-geometry";

/** How long a movement goes on by itself: people stop and turn. */
const MOMENTUM_MS = 500;
/** Two sights further apart than this tell no velocity. */
const LONGEST_STEP_MS = 1_200;
/** A box trembles by some of its size around a face that is still; beyond this it has moved. */
const TREMBLE = 0.12;
/** A face that nobody has seen since does not become smaller than this share of what it was. */
const LEAST_SIZE = 0.5;
/** What one sight after 100 ms corrects of the place, and of the velocity, while it only trembles. */
const PLACE_GAIN = 0.5;
const VELOCITY_GAIN = 0.2;
/** The same of the velocity when it has moved for sure; the place is then taken as it is. */
const MOVED_VELOCITY_GAIN = 0.9;

/**
 * Where a box is between two sights, and some time after the last one. An alpha-beta filter whose
 * velocity fades, and which believes a sight the more the further it is from what was expected: a
 * still face gets a still box, and one that moves gets one that follows.
 */
export class BoxMotion {
  #box: FractionBox;
  #velocity: FractionBox = [0, 0, 0, 0];
  #atMs: number;

  constructor(box: FractionBox, atMs: number) {
    this.#box = box;
    this.#atMs = atMs;
  }

  /** When it was seen last. */
  get seenAtMs(): number {
    return this.#atMs;
  }

  see(box: FractionBox, atMs: number): void {
    const elapsedMs = atMs - this.#atMs;
    if (elapsedMs <= 0) return;
    const expected = this.at(atMs);
    const isTooLate = elapsedMs > LONGEST_STEP_MS;
    const fade = Math.exp(-elapsedMs / MOMENTUM_MS);
    const velocity = this.#velocity;
    this.#box = mapBox((index) => {
      const { place } = gains(box, expected, { index, elapsedMs });
      return isTooLate ? box[index] : expected[index] + place * (box[index] - expected[index]);
    });
    this.#velocity = mapBox((index) => {
      const { speed } = gains(box, expected, { index, elapsedMs });
      const change = (speed * (box[index] - expected[index])) / elapsedMs;
      return isTooLate ? 0 : velocity[index] * fade + change;
    });
    this.#atMs = atMs;
  }

  at(nowMs: number): FractionBox {
    const ageMs = Math.max(0, nowMs - this.#atMs);
    const movingMs = MOMENTUM_MS * (1 - Math.exp(-ageMs / MOMENTUM_MS));
    return mapBox((index) => {
      const carriedOn = this.#box[index] + this.#velocity[index] * movingMs;
      return index < 2 ? carriedOn : Math.max(LEAST_SIZE * this.#box[index], carriedOn);
    });
  }
}

type BoxIndex = 0 | 1 | 2 | 3;

function gains(
  box: FractionBox,
  expected: FractionBox,
  { index, elapsedMs }: { readonly index: BoxIndex; readonly elapsedMs: number },
) {
  const size = index % 2 === 0 ? box[2] : box[3];
  const moved = Math.min(1, Math.abs(box[index] - expected[index]) / (TREMBLE * size));
  const place = 1 - (1 - PLACE_GAIN) ** (elapsedMs / 100);
  const speed = Math.min(MOVED_VELOCITY_GAIN, (VELOCITY_GAIN * elapsedMs) / 100);
  return {
    place: place + (1 - place) * moved,
    speed: speed + (MOVED_VELOCITY_GAIN - speed) * moved,
  };
}

export function mapBox(value: (index: BoxIndex) => number): FractionBox {
  return [value(0), value(1), value(2), value(3)];
}
