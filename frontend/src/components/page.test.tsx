import { expect, test } from "vitest";

import { renderView } from "@/testing/render";

import { Page } from "./page";

test("the window is called like the view", () => {
  renderView(<Page title="Biology 9B">{null}</Page>);

  expect(document.title).toMatch(/^Biology 9B/);
});
