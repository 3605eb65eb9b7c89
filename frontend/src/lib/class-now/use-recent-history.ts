import { useEffect } from "react";

import { epochMs, pageClock } from "@/lib/epoch-clock";
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
  const jump = useStore(pageClock.jump);
  useEffect(() => {
    if (classSessionId === null) return;
    const reading = new AbortController();
    const { signal } = reading;
    void readRecentHistory(classSessionId, { nowMs: epochMs(), signal }).then((history) => {
      if (!signal.aborted) classNow.fill(history, epochMs());
    });
    return () => reading.abort();
  }, [classNow, classSessionId, occasion, jump]);
}
