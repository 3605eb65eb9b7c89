import { serverClock } from "@/lib/server-clock";
import { Store } from "@/lib/store";

/** More than the two clocks drift apart in a day, and less than makes somebody "away". */
const MOST_APART_MS = 3_000;

interface DeviceTimes {
  /** Milliseconds since the epoch, as a clock shows that somebody may set. */
  readonly wallMs: () => number;
  /** Milliseconds since any moment; never set, but it may stand still while the device sleeps. */
  readonly steadyMs: () => number;
}

export interface ClockJump {
  /** Below 0 when the clock was set back. */
  readonly byMs: number;
}

/**
 * Milliseconds since the epoch that go on steadily, so that their differences are times that passed.
 * After a sleep, or when the clock was set, they jump to what that shows.
 */
export class EpochClock {
  /** The last jump, told after whoever noticed it has got the new time. */
  readonly jump = new Store<ClockJump | null>(null);

  readonly #times: DeviceTimes;
  #offsetMs: number;

  constructor(times: DeviceTimes) {
    this.#times = times;
    this.#offsetMs = times.wallMs() - times.steadyMs();
  }

  nowMs(): number {
    const steadyMs = this.#times.steadyMs();
    const byMs = this.#times.wallMs() - (steadyMs + this.#offsetMs);
    if (Math.abs(byMs) > MOST_APART_MS) {
      this.#offsetMs += byMs;
      // Not at once: a view may be asking for the time while it is drawn.
      queueMicrotask(() => this.jump.set({ byMs }));
    }
    return steadyMs + this.#offsetMs;
  }
}

/**
 * The page's one clock: what cameras captured and what is shown of it are told by the same, and it
 * goes by the server's, whatever the device's shows.
 */
export const pageClock = new EpochClock({
  wallMs: () => Date.now() + serverClock.aheadMs,
  steadyMs: () => performance.now(),
});

export function epochMs(): number {
  return pageClock.nowMs();
}
