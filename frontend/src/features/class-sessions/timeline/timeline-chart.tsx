import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import type { TimelineStep } from "./steps";
import { timelineOption, type TimelineLook } from "./timeline-option";

register([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface TimelineChartProps {
  readonly steps: readonly TimelineStep[];
  readonly look: TimelineLook;
  readonly label: string;
}

/** Stacked emotions over a line of how many students were recognised. */
export default function TimelineChart({ steps, look, label }: TimelineChartProps) {
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
    chartRef.current?.setOption(timelineOption(steps, look), { notMerge: true });
  }, [steps, look]);

  return (
    <div ref={hostRef} role="img" aria-label={label} style={{ width: "100%", height: "100%" }} />
  );
}
