import { expect, test } from "vitest";

import { PictureWatch } from "./picture-watch";

const SAMPLES = 2_304;
const EVERY_MS = 1_000;

/** Even numbers in 0..1, the same ones every time (Park and Miller's generator). */
function makeRandom(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const random = makeRandom();

/** A normal deviate by Box and Muller. */
function noise(deviation: number): number {
  return deviation * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** An even wall of this brightness as a camera with this much noise sees it. */
function wall(brightness: number, deviation: number): Uint8Array {
  return Uint8Array.from({ length: SAMPLES }, () =>
    Math.max(0, Math.min(255, Math.round(brightness + noise(deviation)))),
  );
}

/** Looks at a picture every second for so long, and gives all that was noticed. */
function watch(
  pictureAt: (index: number) => Uint8Array,
  seconds: number,
  watching = new PictureWatch(),
) {
  return Array.from({ length: seconds + 1 }, (_, index) =>
    watching.look(pictureAt(index), 1_000_000 + index * EVERY_MS),
  );
}

test.each([
  ["an empty room", 120, 1.5],
  ["a good camera's bright wall", 128, 0.4],
  ["a bright wall whose noise is cut at white", 254.6, 0.5],
  ["a dim room", 40, 3],
])("%s is calm but live", (_, brightness, deviation) => {
  expect(watch(() => wall(brightness, deviation), 120)).not.toContain("frozen");
});

test("one face that moves is enough", () => {
  const still = wall(128, 1);
  const pictures = watch((index) => still.with(700, 100 + (index % 9)), 120);

  expect(new Set(pictures)).toEqual(new Set([null]));
});

test("a picture that stands still is frozen after ten seconds and live with its next change", () => {
  const still = wall(128, 1);
  const watching = new PictureWatch();

  const noticed = watch(() => still, 12, watching);

  expect(noticed.slice(0, 10)).toEqual(Array(10).fill(null));
  expect(noticed.slice(10)).toEqual(["frozen", "frozen", "frozen"]);
  expect(watching.look(wall(128, 1), 1_013_000)).toBeNull();
});

test.each([
  ["a covered lens", 3, 2],
  ["a lens under a thick cloth, amplified", 9, 4],
  ["no picture at all", 0, 0],
])("%s is black after four seconds", (_, brightness, deviation) => {
  const noticed = watch(() => wall(brightness, deviation), 6);

  expect(noticed).toEqual([null, null, null, null, "black", "black", "black"]);
});

test("a dark room with a lamp in it is not black", () => {
  const lamp = (): Uint8Array => {
    const picture = wall(8, 2);
    picture.fill(200, 0, SAMPLES / 20);
    return picture;
  };

  expect(new Set(watch(lamp, 60))).toEqual(new Set([null]));
});

test("light that comes back is seen at once", () => {
  const watching = new PictureWatch();
  watch(() => wall(2, 1), 6, watching);

  expect(watching.look(wall(90, 1), 1_007_000)).toBeNull();
});

test("a tab that was hidden knows nothing of the time in between", () => {
  const still = wall(128, 1);
  const watching = new PictureWatch();
  watching.look(still, 1_000_000);

  expect(watching.look(still, 1_060_000)).toBeNull();
  expect(watching.look(still, 1_065_000)).toBeNull();
  expect(watching.look(still, 1_070_000)).toBe("frozen");
});

test("only light ends the black, and only a change what stood still, after any time", () => {
  const still = wall(128, 1);
  const frozen = new PictureWatch();
  watch(() => still, 12, frozen);
  expect(frozen.ends("frozen", still)).toBe(false);
  expect(frozen.ends("frozen", wall(128, 1))).toBe(true);

  const black = new PictureWatch();
  watch(() => wall(2, 1), 6, black);
  expect(black.ends("black", wall(2, 1))).toBe(false);
  expect(black.ends("black", wall(90, 1))).toBe(true);
});

test("another camera begins anew", () => {
  const still = wall(128, 1);
  const watching = new PictureWatch();
  watch(() => still, 9, watching);

  watching.clear();

  expect(watching.look(still, 1_010_000)).toBeNull();
});
