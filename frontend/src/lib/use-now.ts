import { useEffect, useState } from "react";

/** The time, rounded down to `everyMs` and renewed as often: steady enough for a query's key. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => rounded(everyMs));
  useEffect(() => {
    const timer = window.setInterval(() => setNow(rounded(everyMs)), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}

function rounded(everyMs: number): number {
  return Math.floor(Date.now() / everyMs) * everyMs;
}
