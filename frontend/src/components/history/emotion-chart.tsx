import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import { chartOption } from "@/components/history/chart-option";
import type { Schemas } from "@/lib/api/client";
import { slotsOf } from "@/lib/history/slots";

register([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface EmotionChartProps {
  readonly history: Schemas["EmotionHistory"];
  readonly scheme: "light" | "dark";
  readonly label: string;
}

/** Stacked bars, one per step, over a strip that shows how much of each step was observed. */
export default function EmotionChart({ history, scheme, label }: EmotionChartProps) {
  const hostRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<EChartsType | null>(null);

  useEffect(() => {
    const host = hostRef.current;
    if (host === null) return;
    const chart = init(host, null, { renderer: "canvas" });
    chartRef.current = chart;
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(host);
    return () => {
      observer.disconnect();
      chart.dispose();
      chartRef.current = null;
    };
  }, []);

  useEffect(() => {
    chartRef.current?.setOption(chartOption(history, slotsOf(history), scheme), { notMerge: true });
  }, [history, scheme]);

  return (
    <div ref={hostRef} role="img" aria-label={label} style={{ width: "100%", height: "100%" }} />
  );
}
