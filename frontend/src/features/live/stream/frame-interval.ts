/** How often pictures are taken: as often as the interval says on average, and never two at once. */
export class FrameInterval {
  readonly #shortestMs: number;
  #ms: number;
  #dueAtMs = 0;

  constructor(shortestMs: number) {
    this.#shortestMs = shortestMs;
    this.#ms = shortestMs;
  }

  /** Null takes as many as there are. */
  setMostPerSecond(rate: number | null): void {
    this.#ms = rate === null ? this.#shortestMs : Math.max(this.#shortestMs, 1_000 / rate);
  }

  /** The next one is due at once, whatever time it is by now. */
  restart(): void {
    this.#dueAtMs = 0;
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.#dueAtMs;
  }

  /** The next one is counted from when this one was due, or a camera's rhythm would slow it down. */
  took(nowMs: number): void {
    this.#dueAtMs = Math.max(this.#dueAtMs + this.#ms, nowMs + this.#ms / 2);
  }
}
