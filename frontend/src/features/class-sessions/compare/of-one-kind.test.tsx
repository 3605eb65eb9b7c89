import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { makeTimeline } from "@/features/class-sessions/testing/make-timeline";
import { text } from "@/text";

import { OfOneKind } from "./of-one-kind";

const WELLBEING = makeTimeline({ minutes: [1] });
const ENGAGEMENT = { ...WELLBEING, emotion_set: "engagement" as const };
const IN_FIVE_MINUTES = { ...ENGAGEMENT, bucket: "5m" as const };

type Timelines = Parameters<typeof OfOneKind>[0]["timelines"];

const show = (timelines: Timelines) => (
  <OfOneKind timelines={timelines}>
    {(pair) => pair.map((one) => `${one.emotion_set} ${one.bucket}`).join(", ")}
  </OfOneKind>
);

test("two classes are compared only by answers of the same emotions and width", () => {
  const { container, rerender } = render(show([WELLBEING, WELLBEING]));
  expect(container).toHaveTextContent("wellbeing 1m, wellbeing 1m");

  rerender(show([ENGAGEMENT, WELLBEING])); // the second answer is missing
  expect(container).toHaveTextContent("wellbeing 1m, wellbeing 1m");
  rerender(show([ENGAGEMENT, ENGAGEMENT]));
  expect(container).toHaveTextContent("engagement 1m, engagement 1m");

  rerender(show([ENGAGEMENT, IN_FIVE_MINUTES]));
  expect(container).toHaveTextContent("engagement 1m, engagement 1m");
  rerender(show([IN_FIVE_MINUTES, IN_FIVE_MINUTES]));
  expect(container).toHaveTextContent("engagement 5m, engagement 5m");
});

test("nothing is compared before there are two of a kind", () => {
  render(show([ENGAGEMENT, WELLBEING]));
  expect(screen.getByLabelText(text.loading)).toBeVisible();
});
