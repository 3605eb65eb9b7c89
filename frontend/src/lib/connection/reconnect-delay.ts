const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/**
 * How long to wait before attempt 1, 2, 3, …: doubling, and random in its upper half, so that a
 * school's dashboards do not all knock at the same moment when the server is back.
 */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return longest / 2 + (longest / 2) * random();
}
