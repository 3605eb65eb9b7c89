import { useEffect, useState } from "react";

import { epochMs } from "@/lib/epoch-clock";

/**
 * The time, rounded up to `everyMs` and renewed as often: steady enough for a query's key, and a range
 * that ends there holds what has just been recorded.
 */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => rounded(everyMs));
  useEffect(() => {
    const timer = window.setInterval(() => setNow(rounded(everyMs)), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}

function rounded(everyMs: number): number {
  return Math.ceil(epochMs() / everyMs) * everyMs;
}
