import { useEffect, useState } from "react";

/** Milliseconds since the epoch on a clock that does not jump. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The time, renewed every so often: for what changes though nothing happens, such as "away". */
export function useClock(everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(epochMs);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(epochMs()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
