import { expect, test } from "vitest";

import { strangers } from "./strangers";

test.each([
  [0.001, "one stranger in 1,000"],
  [0.0009995, "one stranger in 1,000"],
  [0.03, "one stranger in 33"],
  [0.5, "one stranger in 2"],
  [0.7, "70% of the strangers"],
  [0.98, "98% of the strangers"],
  [0, "no stranger"],
])("%f of the strangers is %s", (share, words) => {
  expect(strangers(share)).toBe(words);
});
