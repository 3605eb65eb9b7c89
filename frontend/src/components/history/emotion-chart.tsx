import { CustomChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, TooltipComponent } from "echarts/components";
import { use as register, type EChartsType } from "echarts/core";
import { useEffect } from "react";

import {
  chartOption,
  MOODS,
  type ChartContent,
  type Scheme,
} from "@/components/history/chart-option";
import { useChart } from "@/components/use-chart";
import type { TimeRange } from "@/lib/history/range";
import { withinWhole, type Zoom } from "@/lib/history/zoom";

register([CustomChart, DataZoomComponent, GridComponent, TooltipComponent]);

/** The chart is quiet for so long before the zoom is told: then the server is asked. */
const SETTLED_MS = 250;

interface EmotionChartProps {
  readonly content: ChartContent;
  readonly scheme: Scheme;
  readonly label: string;
  readonly zoom: Zoom;
  /** Without it the chart cannot be zoomed. */
  readonly onZoom?: ((zoom: Zoom) => void) | undefined;
}

/** Stacked bars over a strip that shows how much of each step was observed. */
export default function EmotionChart(props: EmotionChartProps) {
  const { content, scheme, label, zoom, onZoom } = props;
  const { hostRef, chartRef } = useChart();
  const zoomable = onZoom !== undefined;

  useEffect(() => {
    const option = chartOption(content, scheme, { zoomable });
    chartRef.current?.setOption(option, { replaceMerge: ["series"] });
  }, [chartRef, content, scheme, zoomable]);

  // After the option: a new range must not move the window that is looked at.
  const { range } = content;
  useEffect(() => {
    if (!zoomable) return;
    const { startMs: startValue, endMs: endValue } = zoom ?? range;
    const move = { type: "dataZoom", startValue, endValue };
    chartRef.current?.dispatchAction(move, { silent: true }); // only what people do is told
  }, [chartRef, zoomable, zoom, range]);

  useEffect(() => {
    const chart = chartRef.current;
    if (chart === null || onZoom === undefined) return;
    return whenZoomSettles(chart, range, onZoom);
  }, [chartRef, onZoom, range]);

  return (
    <div
      ref={hostRef}
      role="img"
      aria-label={label}
      // A finger that moves up or down scrolls the page; sideways it moves the chart.
      style={{ width: "100%", height: "100%", touchAction: zoomable ? "pan-y" : "auto" }}
    />
  );
}

function whenZoomSettles(
  chart: EChartsType,
  range: TimeRange,
  tell: (zoom: Zoom) => void,
): () => void {
  let timer = 0;
  const onDataZoom = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const shown = shownRange(chart);
      if (shown !== null) tell(withinWhole(shown, range));
    }, SETTLED_MS);
  };
  chart.on("datazoom", onDataZoom);
  return () => {
    window.clearTimeout(timer);
    chart.off("datazoom", onDataZoom);
  };
}

/** What the chart's window is, in time. */
function shownRange(chart: EChartsType): TimeRange | null {
  const { dataZoom } = chart.getOption() as {
    readonly dataZoom?: readonly { readonly startValue?: number; readonly endValue?: number }[];
  };
  const { startValue, endValue } = dataZoom?.[MOODS] ?? {};
  if (startValue === undefined || endValue === undefined) return null;
  return { startMs: startValue, endMs: endValue };
}
