import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { presenterMode } from "@/lib/presenter-mode";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { NamesCover } from "./names-cover";
import { StudentAvatar } from "./student-avatar";
import { StudentName } from "./student-name";

afterEach(() => act(() => presenterMode.set(false)));

const AMARA = { id: 12, name: "Amara Okafor" };

test("a student is a number on a screen that others see, also in the avatar", () => {
  renderView(
    <>
      <StudentName student={AMARA} />
      <StudentAvatar studentId={AMARA.id} name={AMARA.name} />
    </>,
  );
  expect(document.body).toHaveTextContent("Amara OkaforAO");

  act(() => presenterMode.set(true));

  expect(document.body).toHaveTextContent(/^Student 12\s*12$/);
});

test("what was begun under the cover is there again when names are shown", async () => {
  renderView(
    <NamesCover hint="Show names to go on.">
      <input aria-label="Name" />
    </NamesCover>,
  );
  await userEvent.type(screen.getByLabelText("Name"), "Amara");

  act(() => presenterMode.set(true));
  expect(screen.getByLabelText("Name")).not.toBeVisible();
  expect(screen.getByText("Show names to go on.")).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: text.presenter.show }));
  expect(screen.getByLabelText("Name")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("Amara");
});
