/** A server that takes so long for a frame has the next one waiting, and answers it late. */
const SLOW_MS = 250;
/** So quick it would be idle while the next frame is on its way. */
const QUICK_MS = 90;
/** Share of the newest frame in the mean. */
const WEIGHT = 0.2;

/**
 * How many frames may be unanswered. While the server is quick, the next frame has to be there when
 * it has finished one; while it is slow, a frame that waits there only grows old, and the boxes lag
 * behind by twice the time. In between it stays as it was.
 */
export class FramePace {
  readonly #most: number;
  #limit: number;
  #meanMs: number | null = null;

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Takes the time from a frame's arrival at the server to its answer, waiting included. */
  answered(totalMs: number): void {
    this.#meanMs = (this.#meanMs ?? totalMs) * (1 - WEIGHT) + totalMs * WEIGHT;
    if (this.#meanMs > SLOW_MS) this.#limit = 1;
    else if (this.#meanMs < QUICK_MS) this.#limit = this.#most;
  }

  /** Another connection is another server's, for all that is known. */
  clear(): void {
    this.#limit = this.#most;
    this.#meanMs = null;
  }
}
