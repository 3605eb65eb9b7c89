import { expect, test } from "vitest";

import { CaptureWindow } from "./capture-window";

test("a window closes when the limit of unanswered frames is reached", () => {
  const window = new CaptureWindow(2);

  window.sent(1, 0);
  expect(window.isOpen).toBe(true);
  window.sent(2, 10);

  expect(window.isOpen).toBe(false);
});

test("an answer opens the window and tells when the frame was sent", () => {
  const window = new CaptureWindow(1);
  window.sent(7, 120);

  expect(window.answered(7)).toBe(120);

  expect(window.isOpen).toBe(true);
});

test("an answer to a frame that nobody waits for changes nothing", () => {
  const window = new CaptureWindow(1);
  window.sent(7, 120);

  expect(window.answered(6)).toBeNull();
  expect(window.answered(6)).toBeNull();

  expect(window.inFlight).toBe(1);
});

test("the oldest unanswered frame tells how long the server has been silent", () => {
  const window = new CaptureWindow(3);
  expect(window.waitedMs(500)).toBe(0);

  window.sent(1, 100);
  window.sent(2, 300);
  expect(window.waitedMs(500)).toBe(400);

  window.answered(1);
  expect(window.waitedMs(500)).toBe(200);
});

test("a lost connection forgets what was in flight", () => {
  const window = new CaptureWindow(1);
  window.sent(1, 0);

  window.clear();

  expect(window.isOpen).toBe(true);
  expect(window.answered(1)).toBeNull();
});
