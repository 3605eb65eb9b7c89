import { captureSize } from "@/features/live/overlay/overlay-geometry";
import { FrameGrabber } from "@/lib/camera/frame-grabber";
import { epochMs } from "@/lib/epoch-clock";

import type { CaptureWindow } from "./capture-window";
import type { FrameHeader } from "./frame-header";
import { FrameInterval } from "./frame-interval";

/** Enough for faces at the back of a room, at a third of the bytes of 1280. */
const MAX_WIDTH = 960;
const QUALITY = 0.8;
const SHORTEST_INTERVAL_MS = 30;
/** A hidden tab paints no video frames; a timer keeps attendance going there. */
const FALLBACK_INTERVAL_MS = 400;

interface CaptureLoopInit {
  readonly video: HTMLVideoElement;
  readonly window: CaptureWindow;
  readonly canSend: () => boolean;
  readonly send: (header: FrameHeader, image: Blob) => void;
}

/**
 * Takes a picture of every new video frame for which the window is open. Nothing is queued: while
 * the server is busy, frames pass by, and the next one that is taken is the newest.
 */
export class CaptureLoop {
  readonly #init: CaptureLoopInit;
  readonly #grabber = new FrameGrabber();
  readonly #interval = new FrameInterval(SHORTEST_INTERVAL_MS);
  #running = false;
  #grabbing = false;
  #frameId = 0;
  #maxPixels = Infinity;
  #callback: number | undefined;
  #timer: number | undefined;

  constructor(init: CaptureLoopInit) {
    this.#init = init;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#interval.restart();
    this.#await();
  }

  /** A busy server looks at no more; null when it looks at all. */
  setMostPerSecond(rate: number | null): void {
    this.#interval.setMostPerSecond(rate);
  }

  /** The server refuses larger pictures. */
  setMaxPixels(pixels: number): void {
    this.#maxPixels = pixels;
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  #await(): void {
    if (!this.#running) return;
    const { video } = this.#init;
    if ("requestVideoFrameCallback" in video) {
      this.#callback = video.requestVideoFrameCallback(this.#tick);
      this.#timer = window.setTimeout(this.#tick, FALLBACK_INTERVAL_MS);
    } else {
      this.#timer = window.setTimeout(this.#tick, SHORTEST_INTERVAL_MS);
    }
  }

  readonly #tick = (): void => {
    this.#cancel();
    void this.#capture();
    this.#await();
  };

  #cancel(): void {
    window.clearTimeout(this.#timer);
    if (this.#callback !== undefined) this.#init.video.cancelVideoFrameCallback(this.#callback);
    this.#callback = undefined;
  }

  async #capture(): Promise<void> {
    const { video, window, canSend, send } = this.#init;
    const capturedAtMs = epochMs();
    if (!this.#interval.isDue(capturedAtMs)) return;
    if (this.#grabbing || !window.isOpen || !canSend() || video.videoWidth === 0) return;
    this.#interval.took(capturedAtMs);
    const image = await this.#grab(video);
    if (image === null || !this.#running || !canSend()) return;
    this.#frameId = (this.#frameId + 1) % 2 ** 32;
    window.sent(this.#frameId, capturedAtMs);
    send({ frameId: this.#frameId, capturedAtMs }, image);
  }

  /** Null when there is no picture, or when it cannot be encoded: the next one may be. */
  async #grab(video: HTMLVideoElement): Promise<Blob | null> {
    const picture = { width: video.videoWidth, height: video.videoHeight };
    this.#grabbing = true;
    try {
      return await this.#grabber.grab(video, {
        ...captureSize(picture, MAX_WIDTH, this.#maxPixels),
        quality: QUALITY,
      });
    } catch {
      return null; // as while the graphics card is reset
    } finally {
      this.#grabbing = false;
    }
  }
}
