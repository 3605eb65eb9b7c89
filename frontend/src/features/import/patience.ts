import { ApiError } from "@/lib/api/problem";

export type Sleep = (ms: number) => Promise<void>;

export const sleep: Sleep = (ms) => new Promise((resolve) => window.setTimeout(resolve, ms));

const MAX_ATTEMPTS = 30;
const MAX_TROUBLED_ATTEMPTS = 5;

/** How long to wait before asking again; null when asking again would not help. */
export function patienceMs(error: unknown, attempt: number): number | null {
  if (!(error instanceof ApiError)) return null;
  const asked = error.retryAfterSeconds;
  if (error.status === 429 && attempt < MAX_ATTEMPTS) return 1000 * (asked ?? 1);
  if (!isTroubled(error) || attempt >= MAX_TROUBLED_ATTEMPTS) return null;
  return 1000 * (asked ?? 2 ** (attempt - 1));
}

/** Whether nobody answers, or only a proxy in the server's place: asking for others is no use. */
export function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof ApiError && isTroubled(error));
}

function isTroubled({ status }: ApiError): boolean {
  return status === 502 || status === 503 || status === 504;
}

/** Asks again as long as the server wants to be left alone for a while. */
export async function patiently<T>(call: () => Promise<T>, wait: Sleep): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const waitMs = patienceMs(error, attempt);
      if (waitMs === null) throw error;
      await wait(waitMs);
    }
  }
}
