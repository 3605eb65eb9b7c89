import { act } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { presenterMode } from "@/lib/presenter-mode";
import { renderView } from "@/testing/render";

import { Page } from "./page";

afterEach(() => act(() => presenterMode.set(false)));

test("a student's name is out of the window's title while names are hidden", () => {
  renderView(
    <Page title="Amara Okafor" isStudent>
      {null}
    </Page>,
  );
  expect(document.title).toMatch(/^Amara Okafor/);

  act(() => presenterMode.set(true));
  expect(document.title).not.toContain("Amara");
});

test("other titles stay", () => {
  act(() => presenterMode.set(true));

  renderView(<Page title="Biology 9B">{null}</Page>);

  expect(document.title).toMatch(/^Biology 9B/);
});
