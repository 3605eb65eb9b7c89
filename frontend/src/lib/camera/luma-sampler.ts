const WIDTH = 64;
const HEIGHT = 36;

/** Samples a video's picture into a small grey one: single pixels, so that the noise stays in. */
export class LumaSampler {
  #context: CanvasRenderingContext2D | null = null;

  /** uint8 (64 * 36), 0..255; null when the video has no picture. */
  sample(video: HTMLVideoElement): Uint8Array | null {
    const context = this.#contextOf();
    if (context === null || video.videoWidth === 0) return null;
    context.imageSmoothingEnabled = false;
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    return lumaOf(context.getImageData(0, 0, WIDTH, HEIGHT).data);
  }

  #contextOf(): CanvasRenderingContext2D | null {
    if (this.#context !== null) return this.#context;
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    this.#context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    return this.#context;
  }
}

/** RGBA to luma with the weights of ITU-R BT.601. */
function lumaOf(rgba: Uint8ClampedArray): Uint8Array {
  const luma = new Uint8Array(rgba.length / 4);
  for (let index = 0; index < luma.length; index += 1) {
    const at = index * 4;
    const green = rgba[at + 1] ?? 0;
    luma[index] = (77 * (rgba[at] ?? 0) + 150 * green + 29 * (rgba[at + 2] ?? 0)) >> 8;
  }
  return luma;
}
