import { expect, test } from "vitest";

import { headTurn, type HeadTurn } from "./head-turn";
import type { Photo, PhotoSource } from "./photo-queue";

/** Accepted photos with these yaws, the first one taken first. */
function turned(yaws: readonly number[], source: PhotoSource = "camera"): HeadTurn {
  const photos = yaws.map((yaw, id): Photo => ({
    id,
    file: new File([], "camera.jpg"),
    url: "blob:photo",
    source,
    verdict: { status: "accepted", yaw, warnings: [] },
  }));
  return headTurn(photos.reverse());
}

test.each([
  ["nothing yet", [], "front"],
  ["a first look from the side does not count as ahead", [30], "front"],
  ["ahead", [3], "left"],
  ["ahead and to the left", [3, 22], "right"],
  ["ahead and to the right", [3, -22], "left"],
  ["all three, in any order", [-25, 2, 24], null],
  ["a photo waved about", [1, -9, 8, -7], "left"],
])("%s", (_, yaws, next) => {
  expect(turned(yaws).next).toBe(next);
});

test("a turn that is too small is told", () => {
  expect(turned([2]).tooLittle).toBe(false);
  expect(turned([2, 8]).tooLittle).toBe(true);
  expect(turned([2, 8, 25]).tooLittle).toBe(false);
});

test("files show no turn: they may be photos of different days", () => {
  expect(turned([0, 25, -25], "file").next).toBe("front");
});
