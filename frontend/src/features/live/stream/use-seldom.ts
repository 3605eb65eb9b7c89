import { useEffect, useRef, useState } from "react";

/** The value as it is now and then: at once when it has been quiet, else when the time is over. */
export function useSeldom(value: string, everyMs: number): string {
  const [shown, setShown] = useState(value);
  const changedAtMs = useRef(-Infinity);
  useEffect(() => {
    if (value === shown) return;
    const restMs = Math.max(0, changedAtMs.current + everyMs - performance.now());
    const timer = window.setTimeout(() => {
      changedAtMs.current = performance.now();
      setShown(value);
    }, restMs);
    return () => window.clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown;
}
