import type { CustomSeriesOption } from "echarts/charts";
import type {
  DataZoomComponentOption,
  GridComponentOption,
  TooltipComponentOption,
} from "echarts/components";
import type { ComposeOption } from "echarts/core";

import { chartTooltip } from "@/components/history/chart-tooltip";
import { coverageSeries, emotionSeries } from "@/components/history/chart-series";
import type { TimeRange } from "@/lib/history/range";
import type { HistoryStep } from "@/lib/history/steps";
import { percent } from "@/lib/numbers";
import { PALETTES, SYSTEM_FONTS, type Palette } from "@/lib/palette";
import { clock, clockWithSeconds, day, dayWithWeekday } from "@/lib/time";
import { text } from "@/text";

export type ChartOption = ComposeOption<
  CustomSeriesOption | DataZoomComponentOption | GridComponentOption | TooltipComponentOption
>;

export type Scheme = keyof typeof PALETTES;

export interface ChartContent {
  readonly range: TimeRange;
  readonly steps: readonly HistoryStep[];
  readonly labels: readonly string[];
  /** The emotion that is shown alone; null stacks all of them. */
  readonly only: string | null;
}

export const MOODS = 0;
export const COVERAGE = 1;

const MINUTE_MS = 60_000;
const LEFT = 48;
const RIGHT = 16;

/** The chart for ECharts: bars as wide as their time, so that a gap is an empty place. */
export function chartOption(
  content: ChartContent,
  scheme: Scheme,
  { zoomable }: { readonly zoomable: boolean },
): ChartOption {
  const look = PALETTES[scheme];
  const below = zoomable ? 42 : 0; // the slider takes this much
  return {
    animation: false,
    textStyle: { fontFamily: SYSTEM_FONTS, color: look.ink },
    // Both keep the same left and right edge: the strip belongs to the bars above it.
    grid: [
      { left: LEFT, right: RIGHT, top: 12, bottom: 72 + below, outerBoundsMode: "none" },
      { left: LEFT, right: RIGHT, height: 24, bottom: 14 + below, outerBoundsMode: "none" },
    ],
    xAxis: [timeAxis(content.range, look), stripAxis(content.range, look)],
    yAxis: [shareAxis(look), stripName(look)],
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: look.faintInk }, label: { show: false } },
      backgroundColor: look.paper,
      borderColor: look.line,
      textStyle: { color: look.ink, fontSize: 13 },
      confine: true,
      formatter: (params) => {
        const [first] = Array.isArray(params) ? params : [params];
        const { axisValue } = first as { readonly axisValue?: number };
        return axisValue === undefined ? "" : chartTooltip(content, axisValue);
      },
    },
    axisPointer: { link: [{ xAxisIndex: "all" }], snap: false },
    dataZoom: zoomable ? zooms(look) : [],
    series: [...emotionSeries(content, scheme), coverageSeries(content.steps, look.faintInk)],
  };
}

function timeAxis({ startMs, endMs }: TimeRange, look: Palette) {
  return {
    type: "time" as const,
    gridIndex: MOODS,
    min: startMs,
    max: endMs,
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: true, lineStyle: { color: look.line } },
    splitLine: { show: false },
    axisLabel: {
      color: look.faintInk,
      hideOverlap: true,
      // Else the first and the last are cut off by the edge of the picture.
      alignMinLabel: "left" as const,
      alignMaxLabel: "right" as const,
      formatter: tickText,
    },
  };
}

/** Days by their name, hours by the clock; a month's ticks stand at its days. */
function tickText(ms: number): string {
  const moment = new Date(ms);
  if (moment.getSeconds() !== 0) return clockWithSeconds(ms);
  if (moment.getHours() !== 0 || moment.getMinutes() !== 0) return clock(ms);
  return moment.getDate() === 1 ? day(ms) : dayWithWeekday(ms);
}

function stripAxis({ startMs, endMs }: TimeRange, look: Palette) {
  return {
    type: "time" as const,
    gridIndex: COVERAGE,
    min: startMs,
    max: endMs,
    axisLabel: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLine: { lineStyle: { color: look.line } },
  };
}

function shareAxis(look: Palette) {
  return {
    type: "value" as const,
    gridIndex: MOODS,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: { color: look.faintInk, formatter: percent },
    splitLine: { lineStyle: { color: look.line } },
  };
}

function stripName(look: Palette) {
  return {
    type: "value" as const,
    gridIndex: COVERAGE,
    min: 0,
    max: 1,
    interval: 1,
    name: text.history.coverage,
    nameLocation: "middle" as const,
    nameRotate: 0,
    nameGap: 6,
    nameTextStyle: { color: look.faintInk, align: "right" as const },
    axisLabel: { show: false },
    splitLine: { show: false },
  };
}

function zooms(look: Palette): DataZoomComponentOption[] {
  const shared = { xAxisIndex: [MOODS, COVERAGE], filterMode: "none" as const };
  return [
    {
      ...shared,
      type: "inside",
      // With Ctrl, or by pinching a touchpad: a plain wheel scrolls the page.
      zoomOnMouseWheel: "ctrl",
      moveOnMouseMove: true,
      moveOnMouseWheel: false,
      preventDefaultMouseMove: false,
      minValueSpan: MINUTE_MS,
    },
    {
      ...shared,
      type: "slider",
      height: 22,
      bottom: 8,
      left: LEFT,
      right: RIGHT,
      minValueSpan: MINUTE_MS,
      showDataShadow: false,
      brushSelect: true,
      borderColor: look.line,
      backgroundColor: "transparent",
      fillerColor: `${look.faintInk}22`,
      handleStyle: { color: look.paper, borderColor: look.faintInk },
      moveHandleStyle: { color: look.faintInk, opacity: 0.35 },
      moveHandleSize: 6,
      textStyle: { color: look.faintInk, fontSize: 11 },
      labelFormatter: (ms: number) => sliderText(ms),
    },
  ];
}

function sliderText(ms: number): string {
  return `${day(ms)} ${clock(ms)}`;
}
