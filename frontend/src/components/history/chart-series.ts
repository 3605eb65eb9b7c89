import type { CustomSeriesOption } from "echarts/charts";

import { emotionTexture, TEXTURE_INK, TEXTURE_STEP } from "@/components/history/emotion-texture";
import type { ChartContent, Scheme } from "@/components/history/chart-option";
import { emotionStyle } from "@/lib/emotions";
import type { HistoryStep } from "@/lib/history/steps";
import { SYSTEM_FONTS } from "@/lib/palette";
import { text } from "@/text";

/** A bar's start and end in time, and its lower and upper edge in shares. */
type Bar = [startMs: number, endMs: number, bottom: number, top: number];

type RenderItem = NonNullable<CustomSeriesOption["renderItem"]>;
type RenderApi = Parameters<RenderItem>[1];

const DARK_INK = "#0e1116";
const LIGHT_INK = "#ffffff";
/** A bar must be so large for a name to stand in it, in pixels. */
const NAME_WIDTH = 64;
const NAME_HEIGHT = 20;

export function emotionSeries(content: ChartContent, scheme: Scheme): CustomSeriesOption[] {
  const { labels, only, steps } = content;
  const shown = only === null ? labels : labels.filter((label) => label === only);
  return shown.map((label) => ({
    type: "custom",
    id: `emotion-${label}`,
    name: emotionStyle(label).name,
    xAxisIndex: 0,
    yAxisIndex: 0,
    clip: true,
    encode: { x: 0, y: [2, 3] },
    dimensions: ["start", "end", "bottom", "top"],
    data: bars(steps, shown, label),
    renderItem: barPainter(label, scheme),
    silent: true,
  }));
}

export function coverageSeries(steps: readonly HistoryStep[], color: string): CustomSeriesOption {
  return {
    type: "custom",
    id: "coverage",
    name: text.history.coverage,
    xAxisIndex: 1,
    yAxisIndex: 1,
    clip: true,
    encode: { x: 0, y: [2, 3] },
    dimensions: ["start", "end", "bottom", "top"],
    data: steps.map(({ startMs, endMs, observed }) => [startMs, endMs, 0, observed.coverage]),
    renderItem: (_, api) => ({
      type: "rect",
      shape: seen(place(api)),
      style: { fill: color },
      emphasisDisabled: true,
    }),
    silent: true,
  };
}

function bars(steps: readonly HistoryStep[], shown: readonly string[], label: string): Bar[] {
  const below = shown.slice(0, shown.indexOf(label));
  return steps.map(({ startMs, endMs, observed: { probabilities } }) => {
    const bottom = below.reduce((sum, lower) => sum + (probabilities[lower] ?? 0), 0);
    return [startMs, endMs, bottom, bottom + (probabilities[label] ?? 0)];
  });
}

function barPainter(emotion: string, scheme: Scheme): RenderItem {
  const fill = emotionStyle(emotion)[scheme];
  const decal = decalOf(emotion);
  const name = {
    text: emotionStyle(emotion).name,
    fill: inkOn(fill),
    fontFamily: SYSTEM_FONTS,
    fontSize: 12,
    fontWeight: 600,
    backgroundColor: fill,
    borderRadius: 3,
    padding: [2, 4],
  };
  return (_, api) => {
    const shape = place(api);
    // ECharts makes the pattern of it; its types know finished patterns only.
    const style = { fill, decal: decal as never };
    // The pointer would light up single bars.
    const bar = { type: "rect" as const, shape, style, emphasisDisabled: true };
    if (shape.width < NAME_WIDTH || shape.height < NAME_HEIGHT) return bar;
    const middle = { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
    const label = { ...name, ...middle, align: "center", verticalAlign: "middle" } as const;
    const written = { type: "text" as const, style: label, emphasisDisabled: true };
    return { type: "group", children: [bar, written], emphasisDisabled: true };
  };
}

/** Whole pixels: neighbours share an edge, and no seam shows between them. */
function place(api: RenderApi) {
  const [startMs, endMs, bottom, top] = [0, 1, 2, 3].map((dimension) =>
    Number(api.value(dimension)),
  );
  const [left = 0, upper = 0] = api.coord([startMs ?? 0, top ?? 0]);
  const [right = 0, lower = 0] = api.coord([endMs ?? 0, bottom ?? 0]);
  const x = Math.round(left);
  const width = Math.round(right) - x;
  const y = Math.round(upper);
  const gap = width > 10 ? 1 : 0;
  const height = Math.round(lower) - y;
  return { x, y, width: Math.max(1, width - gap), height };
}

/** Seconds of a day are less than a pixel, and yet the student was there. */
function seen<T extends { readonly y: number; readonly height: number }>(shape: T): T {
  return shape.height > 0 ? shape : { ...shape, y: shape.y - 1, height: 1 };
}

function decalOf(label: string) {
  const { kind, angle } = emotionTexture(label);
  if (kind === "plain") return null;
  const rotation = (angle / 180) * Math.PI;
  if (kind === "lines") {
    return {
      symbol: "rect",
      color: TEXTURE_INK,
      rotation,
      symbolSize: 1,
      dashArrayX: [1, 0],
      dashArrayY: [2, TEXTURE_STEP - 2],
    };
  }
  return {
    symbol: "circle",
    color: TEXTURE_INK,
    rotation: 0,
    symbolSize: 0.8,
    dashArrayX: [4, TEXTURE_STEP - 4],
    dashArrayY: [4, TEXTURE_STEP - 4],
  };
}

/** The ink that can be read on a colour (relative luminance of WCAG 2). */
function inkOn(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? DARK_INK : LIGHT_INK;
}
