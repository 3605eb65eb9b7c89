/** A camera that sent nothing for so long hangs, or its connection does. */
const SILENT_AFTER_MS = 3_000;
/** It has gone for good, or come back by another connection. */
const GONE_AFTER_MS = 30_000;
/** What the frame rate is counted over. */
const COUNTED_MS = 5_000;

/** A camera of the class, as one who watches can tell. */
export interface WatchedCamera {
  readonly connectionId: string;
  /** 1, 2, 3, … in the order in which they came. */
  readonly number: number;
  readonly framesPerSecond: number;
  /** Null while results come. */
  readonly silentSinceMs: number | null;
}

interface Log {
  readonly number: number;
  /** When results arrived, the oldest first. */
  readonly times: number[];
}

/** Which cameras send results, and how often. */
export class CameraLog {
  readonly #logs = new Map<string, Log>();

  result(connectionId: string, nowMs: number): void {
    let log = this.#logs.get(connectionId);
    if (log === undefined) {
      log = { number: this.#freeNumber(nowMs), times: [] };
      this.#logs.set(connectionId, log);
    }
    if ((log.times.at(-1) ?? nowMs) > nowMs) log.times.length = 0; // the clock was set back
    log.times.push(nowMs);
    // One is kept whatever its age: it tells since when the camera is silent.
    while (log.times.length > 1 && (log.times[0] ?? nowMs) < nowMs - COUNTED_MS) log.times.shift();
  }

  clear(): void {
    this.#logs.clear();
  }

  cameras(nowMs: number): readonly WatchedCamera[] {
    this.#forgetGone(nowMs);
    return [...this.#logs]
      .map(([connectionId, { number, times }]) => {
        const lastMs = times.at(-1) ?? 0;
        return {
          connectionId,
          number,
          framesPerSecond: rate(times, nowMs),
          silentSinceMs: nowMs - lastMs < SILENT_AFTER_MS ? null : lastMs,
        };
      })
      .sort((a, b) => a.number - b.number);
  }

  #freeNumber(nowMs: number): number {
    this.#forgetGone(nowMs);
    const taken = new Set([...this.#logs.values()].map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    return number;
  }

  #forgetGone(nowMs: number): void {
    for (const [connectionId, { times }] of this.#logs) {
      if (Math.abs(nowMs - (times.at(-1) ?? 0)) >= GONE_AFTER_MS) this.#logs.delete(connectionId);
    }
  }
}

/** Results per second, counted from the first one while it is young. */
function rate(times: readonly number[], nowMs: number): number {
  const counted = times.filter((atMs) => atMs > nowMs - COUNTED_MS);
  const [firstMs] = counted;
  if (firstMs === undefined) return 0;
  const seconds = Math.min(COUNTED_MS, Math.max(1_000, nowMs - firstMs)) / 1000;
  return counted.length / seconds;
}
