import { expect, test } from "vitest";

import { rememberedSources, storedSources } from "./source-memory";
import { DEFAULT_CAMERA } from "./video-source";

const CLIP_URL = "/api/demo-clip";
const CLIP = { kind: "clip", url: CLIP_URL } as const;
const DESK = { kind: "camera", deviceId: "d1", label: "Desk camera" } as const;
const DOOR = { kind: "camera", deviceId: "d2", label: "Door camera" } as const;

test("what was stored is remembered in its order", () => {
  const cameras = [
    { source: DESK, mirrored: true },
    { source: CLIP, mirrored: null },
    { source: DOOR, mirrored: false },
  ];

  expect(rememberedSources(storedSources(cameras), { clipUrl: CLIP_URL, most: 4 })).toEqual(
    cameras,
  );
});

test.each([
  ["nothing", null],
  ["an empty list", "[]"],
  ["no JSON", "camera:abc"],
  ["another thing", '{"kind": "camera"}'],
  ["unknown kinds", '[{"kind": "screen"}, null, 3]'],
])("with %s remembered a demo shows its clip, and others the default camera", (_, stored) => {
  const sourceWith = (clipUrl: string | null): unknown =>
    rememberedSources(stored, { clipUrl, most: 4 });

  expect(sourceWith(CLIP_URL)).toEqual([{ source: CLIP, mirrored: null }]);
  expect(sourceWith(null)).toEqual([{ source: DEFAULT_CAMERA, mirrored: null }]);
});

test("a clip that is not offered any more becomes the default camera", () => {
  const stored = storedSources([{ source: CLIP, mirrored: null }]);

  expect(rememberedSources(stored, { clipUrl: null, most: 4 })).toEqual([
    { source: DEFAULT_CAMERA, mirrored: null },
  ]);
});

test("more than can be shown is not remembered", () => {
  const stored = storedSources(Array(6).fill({ source: DESK, mirrored: null }));

  expect(rememberedSources(stored, { clipUrl: null, most: 4 })).toHaveLength(4);
});
