import { useEffect, useState } from "react";

import { epochMs } from "@/lib/epoch-clock";

/** The time, renewed every so often: for what changes though nothing happens, such as "away". */
export function useClock(everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(epochMs);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(epochMs()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
