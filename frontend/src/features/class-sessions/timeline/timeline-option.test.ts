import { expect, test } from "vitest";

import { makeTimeline } from "@/features/class-sessions/testing/make-timeline";

import { stepsOf } from "./steps";
import { timelineOption } from "./timeline-option";

const LOOK = { labels: ["happy", "sad"], scheme: "light", axis: "clock", mostStudents: 1 } as const;
const ENDS_THERE = [{}, { axisLabel: { alignMaxLabel: "right" } }];

function axesOf(minutes: number) {
  const timeline = makeTimeline({ minutes: Array.from({ length: minutes }, () => 1) });
  return timelineOption(stepsOf(timeline), LOOK).xAxis;
}

test("the last time is not cut off where it stands at the edge", () => {
  expect(axesOf(21)).toMatchObject(ENDS_THERE);
});

test("the last time stands below its step elsewhere", () => {
  expect(axesOf(28)).not.toMatchObject(ENDS_THERE);
});
