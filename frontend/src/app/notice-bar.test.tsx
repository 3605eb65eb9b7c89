import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Notices, NoticesContext } from "@/lib/notices";
import { presenterMode } from "@/lib/presenter-mode";

import { NoticeBar } from "./notice-bar";

afterEach(() => act(() => presenterMode.set(false)));

test("a notice that names a student is shown without the name on a screen that others see", () => {
  const notices = new Notices();
  render(
    <NoticesContext value={notices}>
      <NoticeBar />
    </NoticesContext>,
  );
  act(() => presenterMode.set(true));

  act(() => notices.show("Amara was deleted.", "A student was deleted."));

  expect(screen.getByText("A student was deleted.")).toBeVisible();
  expect(screen.queryByText(/Amara/)).toBeNull();
});
