import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { StartClassDialog } from "./start-class-dialog";

afterEach(() => vi.unstubAllGlobals());

test("a new class has the emotions that the server is set to, unless others are chosen", async () => {
  stubServer({ "GET /api/about": () => json({ emotion_set: "engagement" }) });
  renderView(<StartClassDialog open onClose={() => undefined} onStarted={() => undefined} />);

  expect(await screen.findByText(text.emotionSets.engagementHelp)).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: text.emotionSets.wellbeing }));
  expect(screen.getByText(text.emotionSets.wellbeingHelp)).toBeVisible();
});
