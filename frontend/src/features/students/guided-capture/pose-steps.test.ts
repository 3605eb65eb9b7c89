import { expect, test } from "vitest";

import { poseFault, type PoseFault, type Step } from "./pose-steps";

/** How one person measures when looking straight ahead. */
const FRONT = { yaw: 3, pitch: -12 };

test.each<[Step, number, number, PoseFault | null]>([
  ["front", 3, -12, null],
  ["front", 15, -12, null],
  ["front", 30, -12, "straight"],
  ["front", -30, -12, "straight"],
  ["left", 3, -12, "turn_more"],
  ["left", 12, -12, "turn_more"], // as far as a photo that is waved about
  ["left", 18, -12, null],
  ["left", 35, -12, null],
  ["left", -20, -12, "other_way"],
  ["right", -12, -12, null],
  ["right", 3, -12, "turn_more"],
  ["right", 22, -12, "other_way"],
  ["up", 3, -12, "lift_more"],
  ["up", 3, -4, "lift_more"],
  ["up", 3, -2, null],
  ["up", 8, 15, null],
  ["up", 28, 5, "straight"],
])("to look %s, yaw %i and pitch %i are: %s", (step, yaw, pitch, fault) => {
  expect(poseFault(step, { yaw, pitch }, FRONT)).toBe(fault);
});
