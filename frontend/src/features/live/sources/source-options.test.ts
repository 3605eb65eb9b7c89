import { expect, test } from "vitest";

import { text } from "@/text";

import { sourceOptions, sourceTitle, suggestedOption } from "./source-options";
import { DEFAULT_CAMERA } from "./video-source";

const DESK = { deviceId: "d1", label: "Desk camera (046d:082d)" };
const DOOR = { deviceId: "d2", label: "Door camera" };
const NOBODY: ReadonlySet<string> = new Set();
const CLIP = { kind: "clip", url: "/api/demo-clip" } as const;

test("every camera is offered by its name, and the clip after them", () => {
  const options = sourceOptions({ devices: [DESK, DOOR], clipUrl: CLIP.url, taken: NOBODY });

  expect(options.map(({ title }) => title)).toEqual(["Desk camera", "Door camera", "Demo clip"]);
});

test("while cameras have no names there is the default one", () => {
  const options = sourceOptions({ devices: [], clipUrl: null, taken: NOBODY });

  expect(options.map(({ source }) => source)).toEqual([DEFAULT_CAMERA]);
});

test("a camera that is shown already is said to be in use and not suggested", () => {
  const options = sourceOptions({
    devices: [DESK, DOOR],
    clipUrl: null,
    taken: new Set(["d1"]),
  });

  expect(options.map(({ inUse }) => inUse)).toEqual([true, false]);
  expect(suggestedOption(options, null)?.key).toBe("camera:d2");
});

test.each([
  ["the one of last time", { kind: "camera", ...DOOR }, "camera:d2"],
  [
    "that one by its name when its id is new",
    { kind: "camera", deviceId: "old", label: "Door camera" },
    "camera:d2",
  ],
  [
    "another one when it is not there",
    { kind: "camera", deviceId: "old", label: "Roof camera" },
    "camera:d1",
  ],
  ["the first one for the default", DEFAULT_CAMERA, "camera:d1"],
  ["the clip", CLIP, "clip"],
] as const)("suggested is %s", (_, chosen, key) => {
  const options = sourceOptions({ devices: [DESK, DOOR], clipUrl: CLIP.url, taken: NOBODY });

  expect(suggestedOption(options, chosen)?.key).toBe(key);
});

test("nothing is suggested when every camera is in use", () => {
  const options = sourceOptions({ devices: [DESK], clipUrl: null, taken: new Set(["d1"]) });

  expect(suggestedOption(options, null)).toBeNull();
});

test("a source is called by its camera's name where that is known", () => {
  expect(sourceTitle({ kind: "camera", ...DESK })).toBe("Desk camera");
  expect(sourceTitle(DEFAULT_CAMERA)).toBe(text.live.defaultCamera);
  expect(sourceTitle(CLIP)).toBe(text.live.demoClip);
});
