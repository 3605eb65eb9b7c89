import { init, use as register, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, type RefObject } from "react";

register([CanvasRenderer]);

interface MountedChart {
  readonly hostRef: RefObject<HTMLDivElement | null>;
  /** Null before the element is there, and once it is gone. */
  readonly chartRef: RefObject<EChartsType | null>;
}

/** A chart that lives as long as its element and is as large: for effects that come after it. */
export function useChart(): MountedChart {
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
  return { hostRef, chartRef };
}
