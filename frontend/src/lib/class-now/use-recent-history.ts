import { useEffect } from "react";

import { deviceClock, epochMs } from "@/lib/epoch-clock";
import { useStore } from "@/lib/store";

import type { ClassNow } from "./class-now";
import { readRecentHistory } from "./recent-history";

/**
 * Fills the class in with what the server remembers of the class session: after a reload, and again
 * whenever `occasion` changes, as when a connection was lost for some minutes, or the clock jumps.
 */
export function useRecentHistory(
  classNow: ClassNow,
  classSessionId: number | null,
  occasion = "",
): void {
  const jump = useStore(deviceClock.jump);
  useEffect(() => {
    if (classSessionId === null) return;
    const reading = new AbortController();
    const { signal } = reading;
    readRecentHistory(classSessionId, { nowMs: epochMs(), signal })
      .then((history) => {
        if (!signal.aborted) classNow.fill(history, epochMs());
      })
      .catch(() => {
        // What is seen from now on is shown all the same; a server that is gone is said elsewhere.
      });
    return () => reading.abort();
  }, [classNow, classSessionId, occasion, jump]);
}
