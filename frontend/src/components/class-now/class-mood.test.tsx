import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { ClassNow, MOOD_MS } from "@/lib/class-now/class-now";
import { EMOTION_LABELS } from "@/lib/class-now/labels";
import { epochMs } from "@/lib/epoch-clock";
import { makeFace } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassMood } from "./class-mood";

/** The mood of a class that was seen so long ago. */
function renderMood(agoMs: number): HTMLElement {
  const classNow = new ClassNow();
  classNow.take([makeFace()], epochMs() - agoMs);
  renderView(<ClassMood classNow={classNow} labels={EMOTION_LABELS.wellbeing} />);
  return screen.getByRole("img");
}

test("the chart says in words what it shows", () => {
  expect(renderMood(0)).toHaveAccessibleName(/Happy 80/);
});

test("what was seen before a sleep of the device is none of the last ten minutes", () => {
  const chart = renderMood(2 * MOOD_MS);

  expect(chart).toHaveAccessibleName(text.mood.chartEmpty);
  expect(chart).toHaveTextContent(text.mood.empty);
});
