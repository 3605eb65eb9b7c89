import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useColorScheme } from "@mui/material/styles";
import { lazy, Suspense, useMemo } from "react";

import type { Schemas } from "@/lib/api/client";

import { mostSeen, stepsOf } from "./steps";
import type { TimelineLook } from "./timeline-option";

const TimelineChart = lazy(() => import("./timeline-chart"));

interface TimelineFigureProps {
  readonly timeline: Schemas["Timeline"];
  readonly label: string;
  readonly axis: TimelineLook["axis"];
  /** To fit another class beside this one: as many steps, as high an axis. */
  readonly count?: number;
  readonly mostStudents?: number;
}

/** The chart of a timeline, in a place that it does not have to make for itself. */
export function TimelineFigure({
  timeline,
  label,
  axis,
  count,
  mostStudents = mostSeen(timeline),
}: TimelineFigureProps) {
  const { colorScheme: scheme = "light" } = useColorScheme();
  const steps = useMemo(() => stepsOf(timeline, count), [timeline, count]);
  const { labels } = timeline;
  const look = useMemo(
    () => ({ labels, scheme, axis, mostStudents }),
    [labels, scheme, axis, mostStudents],
  );
  return (
    <Box sx={{ height: { xs: 300, md: 360 } }} data-testid="timeline-chart">
      <Suspense fallback={<Skeleton variant="rounded" sx={{ height: "100%" }} />}>
        <TimelineChart steps={steps} look={look} label={label} />
      </Suspense>
    </Box>
  );
}
