import { useEffect, useState } from "react";

const NAME = "homeroom.import";

/** Missing on addresses without HTTPS, whatever the types say: there, tabs do not know of each other. */
function locksOf(): LockManager | undefined {
  return navigator.locks;
}

/** Tells the other tabs of this browser that an import runs here, until it is over. */
export function holdImport(over: Promise<unknown>): void {
  void locksOf()?.request(NAME, () => over);
}

/**
 * Whether an import runs in another tab of this browser, asked when the view opens; null while that is
 * not known yet. `onOver` is called when it has ended, also by a closed tab.
 */
export function useImportElsewhere(onOver: () => void): boolean | null {
  const [isElsewhere, setIsElsewhere] = useState(locksOf() === undefined ? false : null);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    void isFree().then(async (free) => {
      if (signal.aborted) return;
      setIsElsewhere(!free);
      if (free) return;
      await locksOf()?.request(NAME, { mode: "shared", signal }, () => undefined);
      setIsElsewhere(false);
      onOver();
    }, ignoreAbort);
    return () => leaving.abort();
  }, []);

  return isElsewhere;
}
