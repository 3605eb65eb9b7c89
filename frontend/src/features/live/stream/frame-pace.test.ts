import { expect, test } from "vitest";

import { FramePace } from "./frame-pace";

function paceAfter(totalMs: number, frames = 20, pace = new FramePace(2)): FramePace {
  for (let frame = 0; frame < frames; frame += 1) pace.answered(totalMs);
  return pace;
}

test("a quick server has the next frame at hand", () => {
  expect(paceAfter(40).limit).toBe(2);
});

test("a slow server gets a frame when it has answered the last one", () => {
  expect(paceAfter(400).limit).toBe(1);
});

test("one slow frame changes nothing", () => {
  expect(paceAfter(500, 1, paceAfter(40)).limit).toBe(2);
});

test("it does not go back and forth when frames wait no more", () => {
  const pace = paceAfter(300);

  expect(paceAfter(150, 50, pace).limit).toBe(1);
  expect(paceAfter(60, 50, pace).limit).toBe(2);
});

test("a new connection begins anew", () => {
  const pace = paceAfter(400);

  pace.clear();

  expect(pace.limit).toBe(2);
});
