import { expect, test } from "vitest";

import { captureSize, containedRect, placeBox } from "./overlay-geometry";

test.each([
  // picture, element, where it lies
  [
    { width: 1280, height: 720 },
    { width: 640, height: 360 },
    { x: 0, y: 0, width: 640, height: 360 },
  ],
  // bars above and below
  [
    { width: 1280, height: 720 },
    { width: 640, height: 640 },
    { x: 0, y: 140, width: 640, height: 360 },
  ],
  // bars left and right
  [
    { width: 480, height: 640 },
    { width: 640, height: 320 },
    { x: 200, y: 0, width: 240, height: 320 },
  ],
  // before the video knows its size
  [
    { width: 0, height: 0 },
    { width: 640, height: 320 },
    { x: 0, y: 0, width: 0, height: 0 },
  ],
])("a picture %o lies letterboxed in %o", (picture, element, expected) => {
  expect(containedRect(picture, element)).toEqual(expected);
});

test("a box is placed in the picture and not in its letterbox", () => {
  const picture = { x: 100, y: 0, width: 400, height: 200 };

  expect(placeBox([0.25, 0.5, 0.1, 0.2], picture, false)).toEqual({
    x: 200,
    y: 100,
    width: 40,
    height: 40,
  });
});

test("a mirrored picture mirrors the box", () => {
  const picture = { x: 100, y: 0, width: 400, height: 200 };

  const box = placeBox([0.25, 0.5, 0.25, 0.2], picture, true);

  expect(box).toEqual({ x: 300, y: 100, width: 100, height: 40 });
});

test("mirroring twice is no mirroring", () => {
  const unit = { x: 0, y: 0, width: 1, height: 1 };
  const once = placeBox([0.125, 0.25, 0.5, 0.25], unit, true);

  const twice = placeBox([once.x, once.y, once.width, once.height], unit, true);

  expect(twice).toEqual({ x: 0.125, y: 0.25, width: 0.5, height: 0.25 });
});

test.each([
  [{ width: 1280, height: 720 }, 960, { width: 960, height: 540 }],
  [{ width: 640, height: 480 }, 960, { width: 640, height: 480 }],
  [{ width: 1280, height: 721 }, 641, { width: 642, height: 362 }],
])("a frame of %o sent at most %i wide becomes %o", (picture, maxWidth, expected) => {
  expect(captureSize(picture, maxWidth, 40_000_000)).toEqual(expected);
});

test.each([
  [{ width: 1280, height: 720 }, 518_400, { width: 960, height: 540 }],
  [{ width: 1280, height: 720 }, 400_000, { width: 842, height: 474 }], // 844 would be too wide
  [{ width: 720, height: 1280 }, 307_200, { width: 414, height: 738 }],
])("a frame of %o in at most %i pixels becomes %o", (picture, maxPixels, expected) => {
  expect(captureSize(picture, 960, maxPixels)).toEqual(expected);
});
