const JPEG = "image/jpeg";

interface GrabInit {
  readonly width: number;
  readonly height: number;
  /** 0..1 */
  readonly quality: number;
}

/** Takes JPEG pictures from a video, on one canvas that it keeps. */
export class FrameGrabber {
  #canvas: OffscreenCanvas | HTMLCanvasElement | null = null;

  /** Null when the video has no picture that could be taken. */
  async grab(video: HTMLVideoElement, { width, height, quality }: GrabInit): Promise<Blob | null> {
    const canvas = this.#canvasOf(width, height);
    const context = contextOf(canvas);
    if (context === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    context.drawImage(video, 0, 0, width, height);
    if (canvas instanceof HTMLCanvasElement) {
      return new Promise((resolve) => canvas.toBlob(resolve, JPEG, quality));
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

function contextOf(canvas: OffscreenCanvas | HTMLCanvasElement) {
  // One branch each: the two overloads of getContext do not merge.
  return canvas instanceof HTMLCanvasElement
    ? canvas.getContext("2d", { alpha: false })
    : canvas.getContext("2d", { alpha: false });
}

function newCanvas(): OffscreenCanvas | HTMLCanvasElement {
  // Encoding off the main thread where the browser can.
  return "OffscreenCanvas" in window ? new OffscreenCanvas(2, 2) : document.createElement("canvas");
}
