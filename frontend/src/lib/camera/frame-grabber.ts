import { jpegEncoder } from "./jpeg-encoder";

const JPEG = "image/jpeg";

interface GrabInit {
  readonly width: number;
  readonly height: number;
  /** 0..1 */
  readonly quality: number;
}

/** Takes JPEG pictures from a video: in a worker where the browser can, else on a canvas it keeps. */
export class FrameGrabber {
  #canvas: OffscreenCanvas | HTMLCanvasElement | null = null;

  /** Null when the video has no picture that could be taken. */
  async grab(video: HTMLVideoElement, init: GrabInit): Promise<Blob | null> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const encoder = jpegEncoder();
    const frame = encoder?.works === true ? frameOf(video) : null;
    if (encoder !== null && frame !== null) return encoder.encode({ frame, ...init });
    return this.#grabHere(video, init);
  }

  async #grabHere(video: HTMLVideoElement, { width, height, quality }: GrabInit) {
    const canvas = this.#canvasOf(width, height);
    const context = contextOf(canvas);
    if (context === null) return null;
    context.drawImage(video, 0, 0, width, height);
    if (canvas instanceof HTMLCanvasElement) {
      return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, JPEG, quality));
    }
    return canvas.convertToBlob({ type: JPEG, quality });
  }

  #canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
    this.#canvas ??= newCanvas();
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    return this.#canvas;
  }
}

/** Null where the browser makes none of this video, or one that lies on its side. */
function frameOf(video: HTMLVideoElement): VideoFrame | null {
  let frame: VideoFrame;
  try {
    frame = new VideoFrame(video);
  } catch {
    return null;
  }
  // Phones turn their pictures by a note beside them, which not every browser hands on.
  const isUpright =
    frame.displayWidth === video.videoWidth && frame.displayHeight === video.videoHeight;
  if (isUpright) return frame;
  frame.close();
  return null;
}

function contextOf(canvas: OffscreenCanvas | HTMLCanvasElement) {
  // One branch each: the two overloads of getContext do not merge.
  return canvas instanceof HTMLCanvasElement
    ? canvas.getContext("2d", { alpha: false })
    : canvas.getContext("2d", { alpha: false });
}

function newCanvas(): OffscreenCanvas | HTMLCanvasElement {
  return "OffscreenCanvas" in window ? new OffscreenCanvas(2, 2) : document.createElement("canvas");
}
