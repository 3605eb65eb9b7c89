export const FRAME_HEADER_BYTES = 12;

export interface FrameHeader {
  /** 0..2^32 - 1 */
  readonly frameId: number;
  /** Milliseconds since the epoch. */
  readonly capturedAtMs: number;
}

/** The header before the encoded image: uint32 frame id, float64 capture time, little-endian. */
export function encodeFrameHeader({ frameId, capturedAtMs }: FrameHeader): ArrayBuffer {
  const buffer = new ArrayBuffer(FRAME_HEADER_BYTES);
  const view = new DataView(buffer);
  view.setUint32(0, frameId, true);
  view.setFloat64(4, capturedAtMs, true);
  return buffer;
}
