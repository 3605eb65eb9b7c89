import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { presenterMode } from "@/lib/presenter-mode";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { PresenterBar } from "./presenter-bar";

afterEach(() => act(() => presenterMode.set(false)));

test("the bar says that the mode is on and leads out of it", async () => {
  act(() => presenterMode.set(true));
  renderView(<PresenterBar />);

  expect(screen.getByText(text.presenter.barTitle)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: new RegExp(text.presenter.show) }));

  expect(presenterMode.isOn()).toBe(false);
});
