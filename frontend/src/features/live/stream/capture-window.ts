/** The frames that were sent and not yet answered. At most `limit`: latest frame wins. */
export class CaptureWindow {
  readonly #sentAtMs = new Map<number, number>();
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  set limit(limit: number) {
    this.#limit = limit;
  }

  /** True when another frame may be sent. */
  get isOpen(): boolean {
    return this.#sentAtMs.size < this.#limit;
  }

  get inFlight(): number {
    return this.#sentAtMs.size;
  }

  sent(frameId: number, atMs: number): void {
    this.#sentAtMs.set(frameId, atMs);
  }

  /** Takes the frame out and gives the time it was sent at; null for a frame that is not waited for. */
  answered(frameId: number): number | null {
    const sentAtMs = this.#sentAtMs.get(frameId) ?? null;
    this.#sentAtMs.delete(frameId);
    return sentAtMs;
  }

  /** How long the oldest frame has waited; 0 when none waits. */
  waitedMs(nowMs: number): number {
    const oldest = Math.min(...this.#sentAtMs.values());
    return Number.isFinite(oldest) ? nowMs - oldest : 0;
  }

  /** After a lost connection nothing will be answered any more. */
  clear(): void {
    this.#sentAtMs.clear();
  }
}
