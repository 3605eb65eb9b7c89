import type { BarSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import { bucketMs } from "@/lib/history/bucket";
import type { Slot } from "@/lib/history/slots";
import { percent } from "@/lib/numbers";
import { PALETTES, SYSTEM_FONTS } from "@/lib/palette";
import { text } from "@/text";
import { clock, clockWithSeconds, dayAndClock, dayWithWeekday, duration } from "@/lib/time";

type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

type Scheme = keyof typeof PALETTES;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MOODS = 0;
const COVERAGE = 1;

/**
 * The chart for ECharts. Steps are categories and not points in time, so that a gap is an empty
 * place and no line is drawn through it.
 */
export function chartOption(
  history: Schemas["EmotionHistory"],
  slots: readonly Slot[],
  scheme: Scheme,
): ChartOption {
  const look = PALETTES[scheme];
  const names = slots.map(({ startMs }) => String(startMs));
  const spanMs = slots.length * bucketMs(history.bucket);
  const axisLabel = { color: look.faintInk, hideOverlap: true };
  const axis = { type: "category" as const, data: names, axisTick: { show: false } };
  return {
    animation: false,
    textStyle: { fontFamily: SYSTEM_FONTS, color: look.ink },
    // Both keep the same left and right edge: the strip belongs to the bars above it.
    grid: [
      { left: 48, right: 16, top: 12, bottom: 78, outerBoundsMode: "none" },
      { left: 48, right: 16, height: 26, bottom: 18, outerBoundsMode: "none" },
    ],
    xAxis: [
      {
        ...axis,
        gridIndex: MOODS,
        axisLine: { lineStyle: { color: look.line } },
        axisLabel: {
          ...axisLabel,
          formatter: (name: string) => tickText(Number(name), spanMs),
          interval: showsDays(history, spanMs)
            ? (index) => isMidnight(slots[index]?.startMs ?? 0)
            : "auto",
        },
      },
      {
        ...axis,
        gridIndex: COVERAGE,
        axisLabel: { show: false },
        axisLine: { lineStyle: { color: look.line } },
      },
    ],
    yAxis: [
      {
        gridIndex: MOODS,
        max: 1,
        interval: 0.25,
        axisLabel: { ...axisLabel, formatter: percent },
        splitLine: { lineStyle: { color: look.line } },
      },
      {
        gridIndex: COVERAGE,
        max: 1,
        interval: 1,
        name: text.history.coverage,
        nameLocation: "middle",
        nameRotate: 0,
        nameGap: 6,
        nameTextStyle: { color: look.faintInk, align: "right" },
        axisLabel: { show: false },
        splitLine: { show: false },
      },
    ],
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      backgroundColor: look.paper,
      borderColor: look.line,
      textStyle: { color: look.ink, fontSize: 13 },
      formatter: (params) => {
        const first = Array.isArray(params) ? params[0] : params;
        return tooltipText(slots[first?.dataIndex ?? -1], history);
      },
    },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    series: [...moodSeries(history.labels, slots, scheme), coverageSeries(slots, look.faintInk)],
  };
}

function moodSeries(
  labels: readonly string[],
  slots: readonly Slot[],
  scheme: Scheme,
): BarSeriesOption[] {
  return labels.map((label) => ({
    type: "bar",
    name: emotionStyle(label).name,
    stack: "emotions",
    xAxisIndex: MOODS,
    yAxisIndex: MOODS,
    ...barStyle(emotionStyle(label)[scheme], slots.length),
    emphasis: { disabled: true },
    data: slots.map(({ observed }) => observed?.probabilities[label] ?? null),
  }));
}

function coverageSeries(slots: readonly Slot[], color: string): BarSeriesOption {
  return {
    type: "bar",
    name: text.history.coverage,
    xAxisIndex: COVERAGE,
    yAxisIndex: COVERAGE,
    ...barStyle(color, slots.length),
    emphasis: { disabled: true },
    data: slots.map(({ observed }) => observed?.coverage ?? null),
  };
}

/** Many bars stand side by side without the seams that half pixels would leave. */
function barStyle(
  color: string,
  count: number,
): Pick<BarSeriesOption, "barCategoryGap" | "itemStyle"> {
  const isDense = count > 120;
  return {
    barCategoryGap: isDense ? "0%" : "12%",
    itemStyle: { color, borderColor: color, borderWidth: isDense ? 0.8 : 0 },
  };
}

/** Hours of several days are marked by the days' beginnings. */
function showsDays({ bucket }: Schemas["EmotionHistory"], spanMs: number): boolean {
  return spanMs > 1.5 * DAY_MS && bucketMs(bucket) < DAY_MS;
}

function isMidnight(ms: number): boolean {
  const moment = new Date(ms);
  return moment.getHours() === 0 && moment.getMinutes() === 0;
}

function tickText(startMs: number, spanMs: number): string {
  if (spanMs <= 30 * MINUTE_MS) return clockWithSeconds(startMs);
  return spanMs <= 1.5 * DAY_MS ? clock(startMs) : dayWithWeekday(startMs);
}

/** Made of our own words and numbers only, so it is safe as HTML. */
function tooltipText(
  slot: Slot | undefined,
  { bucket, labels }: Schemas["EmotionHistory"],
): string {
  if (slot === undefined) return "";
  const from =
    bucketMs(bucket) < MINUTE_MS ? clockWithSeconds(slot.startMs) : dayAndClock(slot.startMs);
  const { observed } = slot;
  if (observed === null) return `<b>${from}</b><br>–`;
  const rows = labels.map(
    (label) => `${emotionStyle(label).name} ${percent(observed.probabilities[label] ?? 0)}`,
  );
  const seen = `${text.history.observed} ${duration(observed.seconds_observed)} (${percent(observed.coverage)})`;
  return [`<b>${from}</b>`, ...rows, seen].join("<br>");
}
