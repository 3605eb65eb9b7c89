import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { use as register } from "echarts/core";
import { useEffect } from "react";

import { useChart } from "@/components/use-chart";

import type { TimelineStep } from "./steps";
import { timelineOption, type TimelineLook } from "./timeline-option";

register([BarChart, LineChart, GridComponent, TooltipComponent]);

interface TimelineChartProps {
  readonly steps: readonly TimelineStep[];
  readonly look: TimelineLook;
  readonly label: string;
}

/** Stacked emotions over a line of how many students were recognised. */
export default function TimelineChart({ steps, look, label }: TimelineChartProps) {
  const { hostRef, chartRef } = useChart();

  useEffect(() => {
    chartRef.current?.setOption(timelineOption(steps, look), { notMerge: true });
  }, [chartRef, steps, look]);

  return (
    <div ref={hostRef} role="img" aria-label={label} style={{ width: "100%", height: "100%" }} />
  );
}
