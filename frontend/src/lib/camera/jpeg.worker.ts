import type { JpegReply, JpegRequest } from "./jpeg-messages";

const canvas = new OffscreenCanvas(2, 2);
const context = canvas.getContext("2d", { alpha: false });

self.onmessage = ({ data }: MessageEvent<JpegRequest>): void => {
  void encode(data)
    .catch(() => null) // as when memory runs out: the next one may be encoded
    .then((image) => {
      const reply: JpegReply = { id: data.id, image };
      self.postMessage(reply);
    });
};

async function encode({ frame, width, height, quality }: JpegRequest): Promise<Blob | null> {
  try {
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    if (context === null) return null;
    context.drawImage(frame, 0, 0, width, height);
  } finally {
    frame.close();
  }
  // Takes a copy of the canvas at once, so that the next request may draw.
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}
