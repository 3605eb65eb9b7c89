import { afterEach, expect, test, vi } from "vitest";

import { PresenterMode } from "./presenter-mode";

afterEach(() => window.localStorage.clear());

test("names are shown until somebody hides them", () => {
  expect(new PresenterMode().isOn()).toBe(false);
});

test("the choice is told to those who follow it and is remembered for the next visit", () => {
  const mode = new PresenterMode();
  const listener = vi.fn();
  mode.subscribe(listener);

  mode.toggle();

  expect(listener).toHaveBeenCalledOnce();
  expect(new PresenterMode().isOn()).toBe(true);
});

test("showing names again is remembered too", () => {
  new PresenterMode().set(true);
  new PresenterMode().set(false);

  expect(new PresenterMode().isOn()).toBe(false);
});
