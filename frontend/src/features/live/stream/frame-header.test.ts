import { expect, test } from "vitest";

import { encodeFrameHeader, FRAME_HEADER_BYTES } from "./frame-header";

test("the header is twelve bytes, little-endian, as struct '<Id' writes it", () => {
  const bytes = new Uint8Array(encodeFrameHeader({ frameId: 0x01020304, capturedAtMs: 1.5 }));

  expect(bytes).toHaveLength(FRAME_HEADER_BYTES);
  expect([...bytes]).toEqual([4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f]);
});

test("a capture time keeps its fractions of a millisecond", () => {
  const capturedAtMs = 1_732_150_000_123.25;

  const view = new DataView(encodeFrameHeader({ frameId: 0xffffffff, capturedAtMs }));

  expect(view.getUint32(0, true)).toBe(0xffffffff);
  expect(view.getFloat64(4, true)).toBe(capturedAtMs);
});
