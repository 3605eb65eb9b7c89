import type { JpegReply, JpegRequest } from "./jpeg-messages";

/** So many pictures in a row that became none: this browser cannot do it in a worker. */
const MOST_FAILURES = 3;

type Picture = Omit<JpegRequest, "id">;

/** What JpegEncoder uses of a Worker. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<JpegReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: JpegRequest, transfer: Transferable[]): void;
}

/**
 * Scales and encodes pictures in a worker: together they take up to ten milliseconds, in which the
 * page could paint nothing. Several cameras may ask at once.
 */
export class JpegEncoder {
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, (image: Blob | null) => void>();
  #lastId = 0;
  #failures = 0;
  #works = true;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onerror = () => this.#giveUp();
  }

  /** False once the worker has failed, as where a proxy keeps its script back: encode elsewhere. */
  get works(): boolean {
    return this.#works;
  }

  /** Null when the picture could not be encoded. The frame is closed in any case. */
  encode(picture: Picture): Promise<Blob | null> {
    if (!this.#works) {
      picture.frame.close();
      return Promise.resolve(null);
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      try {
        this.#worker.postMessage({ id, ...picture }, [picture.frame]);
      } catch {
        picture.frame.close(); // a browser that hands no frames to workers
        this.#giveUp();
      }
    });
  }

  #answered({ id, image }: JpegReply): void {
    this.#failures = image === null ? this.#failures + 1 : 0;
    this.#settle(id, image);
    if (this.#failures >= MOST_FAILURES) this.#giveUp();
  }

  #settle(id: number, image: Blob | null): void {
    this.#waiting.get(id)?.(image);
    this.#waiting.delete(id);
  }

  #giveUp(): void {
    this.#works = false;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, null);
  }
}

let shared: JpegEncoder | null = null;

/** The page's encoder, or null where the browser has no frames that a worker can be given. */
export function jpegEncoder(): JpegEncoder | null {
  const isPossible = "Worker" in window && "VideoFrame" in window && "OffscreenCanvas" in window;
  if (!isPossible) return null;
  shared ??= new JpegEncoder(
    new Worker(new URL("./jpeg.worker.ts", import.meta.url), { type: "module", name: "jpeg" }),
  );
  return shared;
}
