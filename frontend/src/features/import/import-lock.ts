const NAME = "homeroom.import";

/** Missing on addresses without HTTPS, whatever the types say: there, tabs do not know of each other. */
function locksOf(): LockManager | undefined {
  return navigator.locks;
}

/** Whether tabs can know of each other's imports. */
export function hasLocks(): boolean {
  return locksOf() !== undefined;
}

/** Lets the other tabs of this browser know that an import runs, until it is over. */
export function holdImport(over: Promise<unknown>): void {
  void locksOf()?.request(NAME, () => over);
}

/** Says whether an import runs in this browser, and when it is over, also by a closed tab. */
export async function watchImport(
  onChange: (isRunning: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const locks = locksOf();
  if (locks === undefined) return;
  const isFree = (lock: Lock | null): boolean => lock !== null;
  const free = await locks.request(NAME, { mode: "shared", ifAvailable: true }, isFree);
  if (signal.aborted) return;
  onChange(!free);
  if (free) return;
  const over = locks.request(NAME, { mode: "shared", signal }, () => undefined);
  await over.then(
    () => onChange(false),
    () => undefined, // nobody waits any more
  );
}
