/** Clocks that are less apart are taken for the same: answers take their time, too. */
const MOST_APART_MS = 3_000;
/** The times of answers are cut to seconds. */
const CUT_MS = 1_000;

interface Asked {
  /** Both as the device's clock shows. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

/**
 * How far the server's clock is ahead of the device's: what the server remembers lies at its times.
 * It is known from any answer, and exactly enough to tell a clock that is wrong by minutes.
 */
export class ServerClock {
  #aheadMs = 0;

  /** Below 0 when the device's clock is ahead; 0 where the two agree. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Takes an answer's `Date`, which was written at some moment between the two of the device. */
  heard(date: string | null, { sentAtMs, answeredAtMs }: Asked): void {
    const dateMs = Date.parse(date ?? "");
    if (Number.isNaN(dateMs)) return;
    const leastMs = dateMs - answeredAtMs;
    const mostMs = dateMs + CUT_MS - sentAtMs;
    const fits = (aheadMs: number): boolean =>
      aheadMs > leastMs - MOST_APART_MS && aheadMs < mostMs + MOST_APART_MS;
    if (!fits(this.#aheadMs)) this.#aheadMs = fits(0) ? 0 : (leastMs + mostMs) / 2;
  }
}

/** Of the page's one server. */
export const serverClock = new ServerClock();
