import { memo } from "react";

import { stackedAreas } from "@/lib/class-now/stacked-area";
import type { Step } from "@/lib/class-now/step-series";

import { emotionColours } from "./emotion-colours";

interface StackedAreaProps {
  readonly steps: readonly Step[];
  readonly labels: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** In units of its own: it is stretched to the place that it is given. */
  readonly width: number;
  readonly height: number;
}

/** Emotions over time. Hidden from screen readers: what stands around it says it in words. */
export const StackedArea = memo(function StackedArea(props: StackedAreaProps) {
  const { steps, labels, ...frame } = props;
  const areas = stackedAreas(steps, labels, frame);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      preserveAspectRatio="none"
      style={{ display: "block", width: "100%", height: "100%" }}
    >
      {labels.map((label, index) => (
        <path key={label} className="emotion-fill" style={emotionColours(label)} d={areas[index]} />
      ))}
    </svg>
  );
});
