import { expect, test } from "vitest";

import { sourceKey, sourceOfKey } from "./source-choice";

test.each([
  ["clip", "/api/demo-clip", { kind: "clip", url: "/api/demo-clip" }],
  [null, "/api/demo-clip", { kind: "clip", url: "/api/demo-clip" }], // a demo shows itself
  [null, null, { kind: "camera", deviceId: null }],
  ["clip", null, { kind: "camera", deviceId: null }], // remembered from a demo, now without
  ["camera:abc", "/api/demo-clip", { kind: "camera", deviceId: "abc" }],
  ["camera:", null, { kind: "camera", deviceId: null }],
  ["nonsense", null, { kind: "camera", deviceId: null }],
])("remembered %j with the clip %j is %o", (key, clipUrl, source) => {
  expect(sourceOfKey(key, clipUrl)).toEqual(source);
});

test("a camera's key gives the same camera again", () => {
  const camera = { kind: "camera", deviceId: "front" } as const;

  expect(sourceOfKey(sourceKey(camera), null)).toEqual(camera);
});
