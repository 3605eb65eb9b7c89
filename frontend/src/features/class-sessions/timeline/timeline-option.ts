import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";
import { PALETTES, SYSTEM_FONTS } from "@/lib/palette";
import { clock, clockWithSeconds, duration } from "@/lib/time";
import { text } from "@/text";

import { tickMs, type TimelineStep } from "./steps";

type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>;

export interface TimelineLook {
  readonly labels: readonly string[];
  readonly scheme: keyof typeof PALETTES;
  /** What the axis counts: the time of day, or minutes since the start of the class. */
  readonly axis: "clock" | "minutes";
  /** Top of the axis of students, so that charts side by side can share it. */
  readonly mostStudents: number;
}

const MOODS = 0;
const STUDENTS = 1;
const MINUTE_MS = 60_000;
/** A label in the last part of an axis would reach over the edge of the picture. */
const EDGE = 0.1;

/**
 * Emotions as stacked bars, and under them how many students were recognised. Steps are categories
 * and not points in time, so that a gap is an empty place and no line is drawn through it.
 */
export function timelineOption(steps: readonly TimelineStep[], look: TimelineLook): ChartOption {
  const { ink, faintInk, line, paper } = PALETTES[look.scheme];
  const tick = tickMs(steps.at(-1)?.sinceMs ?? 0);
  const axis = {
    type: "category" as const,
    data: steps.map(({ startMs }) => String(startMs)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
  };
  const label = { color: faintInk, hideOverlap: true };
  const rules = { splitLine: { lineStyle: { color: line } } };
  return {
    animation: false,
    textStyle: { fontFamily: SYSTEM_FONTS, color: ink },
    // Both keep the same left and right edge: the line belongs to the bars above it.
    grid: [
      { left: 44, right: 12, top: 10, bottom: 106, outerBoundsMode: "none" },
      { left: 44, right: 12, height: 56, bottom: 24, outerBoundsMode: "none" },
    ],
    xAxis: [
      { ...axis, gridIndex: MOODS, axisLabel: { show: false } },
      {
        ...axis,
        gridIndex: STUDENTS,
        axisLabel: {
          ...label,
          interval: (index: number) => isTick(steps[index], tick),
          ...(endsAtEdge(steps, tick) && { alignMaxLabel: "right" as const }),
          formatter: (_: string, index: number) => tickText(steps[index], look.axis, tick),
        },
      },
    ],
    yAxis: [
      {
        gridIndex: MOODS,
        max: 1,
        interval: 0.25,
        axisLabel: { ...label, formatter: percent },
        ...rules,
      },
      {
        gridIndex: STUDENTS,
        min: 0,
        max: Math.max(1, look.mostStudents),
        interval: Math.max(1, look.mostStudents),
        axisLabel: label,
        name: text.timeline.seen,
        nameGap: 6,
        nameTextStyle: { color: faintInk, align: "left" },
        ...rules,
      },
    ],
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      backgroundColor: paper,
      borderColor: line,
      textStyle: { color: ink, fontSize: 13 },
      confine: true,
      formatter: (params) => {
        const first = Array.isArray(params) ? params[0] : params;
        return stepText(steps[first?.dataIndex ?? -1], look.labels).join("<br>");
      },
    },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    series: [...moodSeries(steps, look), studentSeries(steps, ink)],
  };
}

/** What a step holds, line by line. Our own words and numbers only, so it is safe as HTML. */
export function stepText(
  step: TimelineStep | undefined,
  labels: readonly string[],
): readonly string[] {
  if (step === undefined) return [];
  const since = text.timeline.afterStart(duration(step.sinceMs / 1000));
  const head = `<b>${clockWithSeconds(step.startMs)}</b> · ${since}`;
  const { seen } = step;
  if (seen === null) return [head, text.timeline.nobody];
  const rows = labels.map(
    (label) => `${emotionStyle(label).name} ${percent(seen.probabilities[label] ?? 0)}`,
  );
  return [
    head,
    text.timeline.seenValue(seen.students_seen),
    ...(seen.seconds_observed > 0 ? rows : [text.timeline.unread]),
  ];
}

function moodSeries(
  steps: readonly TimelineStep[],
  { labels, scheme }: TimelineLook,
): BarSeriesOption[] {
  const isDense = steps.length > 120;
  return labels.map((label) => {
    const color = emotionStyle(label)[scheme];
    return {
      type: "bar",
      name: emotionStyle(label).name,
      stack: "emotions",
      xAxisIndex: MOODS,
      yAxisIndex: MOODS,
      barCategoryGap: isDense ? "0%" : "10%",
      itemStyle: { color, borderColor: color, borderWidth: isDense ? 0.8 : 0 },
      emphasis: { disabled: true },
      data: steps.map(({ seen }) => seen?.probabilities[label] ?? null),
    };
  });
}

function studentSeries(steps: readonly TimelineStep[], color: string): LineSeriesOption {
  return {
    type: "line",
    name: text.timeline.seen,
    xAxisIndex: STUDENTS,
    yAxisIndex: STUDENTS,
    step: "middle",
    connectNulls: false,
    // A step between two gaps would be invisible as a line.
    showSymbol: true,
    showAllSymbol: true,
    symbol: (_: unknown, { dataIndex }: { readonly dataIndex: number }) =>
      isAlone(steps, dataIndex) ? "circle" : "none",
    symbolSize: 4,
    lineStyle: { color, width: 1.5 },
    itemStyle: { color },
    areaStyle: { color, opacity: 0.08 },
    emphasis: { disabled: true },
    data: steps.map(({ seen }) => seen?.students_seen ?? null),
  };
}

function isAlone(steps: readonly TimelineStep[], index: number): boolean {
  const isEmpty = (at: number): boolean => (steps[at]?.seen ?? null) === null;
  return !isEmpty(index) && isEmpty(index - 1) && isEmpty(index + 1);
}

function isTick(step: TimelineStep | undefined, tick: number): boolean {
  return step !== undefined && step.sinceMs % tick === 0;
}

function endsAtEdge(steps: readonly TimelineStep[], tick: number): boolean {
  return steps.findLastIndex((step) => isTick(step, tick)) > (1 - EDGE) * steps.length;
}

function tickText(
  step: TimelineStep | undefined,
  axis: TimelineLook["axis"],
  tick: number,
): string {
  if (step === undefined) return "";
  if (axis === "minutes") return duration(step.sinceMs / 1000);
  return tick < MINUTE_MS ? clockWithSeconds(step.startMs) : clock(step.startMs);
}
