import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { presenterMode } from "@/lib/presenter-mode";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { PresenterToggle } from "./presenter-toggle";

afterEach(() => act(() => presenterMode.set(false)));

test("the button hides names, and says that it will show them again", async () => {
  renderView(<PresenterToggle />);

  await userEvent.click(screen.getByRole("button", { name: text.presenter.hide }));

  expect(presenterMode.isOn()).toBe(true);
  expect(screen.getByRole("button", { name: text.presenter.show })).toBeVisible();
});

test("the keys work from anywhere", async () => {
  renderView(<PresenterToggle />);

  await userEvent.keyboard("{Alt>}{Shift>}[KeyP]{/Shift}{/Alt}");
  expect(presenterMode.isOn()).toBe(true);

  await userEvent.keyboard("p");
  expect(presenterMode.isOn()).toBe(true);
});
