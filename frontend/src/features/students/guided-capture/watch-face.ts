import type { Schemas } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";

/** Looks a second: often enough to feel live, and calm enough for a server with a class to watch. */
const EVERY_MS = 380;
const TROUBLE_MS = 2000;

interface FaceWatchInit {
  /** Null when there is no picture just now. */
  readonly grab: () => Promise<Blob | null>;
  readonly check: (picture: Blob) => Promise<Schemas["FaceCheck"]>;
  readonly onCheck: (check: Schemas["FaceCheck"]) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Has the server look at the camera's picture again and again, one request at a time, until `signal`
 * says to stop. After a failure it waits for longer, or for as long as the server asks.
 */
export async function watchFace(init: FaceWatchInit): Promise<void> {
  const { grab, check, onCheck, onTrouble, sleep, now, signal } = init;
  while (!signal.aborted) {
    const startedMs = now();
    let pauseMs = EVERY_MS;
    try {
      const picture = await grab();
      const answer = picture === null ? null : await check(picture);
      if (isOver(signal)) return;
      if (answer !== null) onCheck(answer);
      pauseMs = Math.max(EVERY_MS - (now() - startedMs), 0);
    } catch (error) {
      if (isOver(signal)) return;
      onTrouble(error);
      pauseMs = pauseAfter(error);
    }
    await sleep(pauseMs);
  }
}

// A function, because it changes while something is awaited.
const isOver = (signal: AbortSignal): boolean => signal.aborted;

function pauseAfter(error: unknown): number {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : null;
  return Math.max(TROUBLE_MS, 1000 * (seconds ?? 0));
}
