import { expect, test } from "vitest";

import { reconnectDelayMs } from "./reconnect-delay";

test.each([
  [1, 500],
  [2, 1_000],
  [3, 2_000],
  [6, 15_000],
  [50, 15_000], // still the longest, not infinity
])("attempt %i waits at most %i ms", (attempt, longest) => {
  expect(reconnectDelayMs(attempt, () => 1)).toBe(longest);
});

test("the wait is random in its upper half", () => {
  expect(reconnectDelayMs(3, () => 0)).toBe(1_000);
  expect(reconnectDelayMs(3, () => 0.5)).toBe(1_500);
});
