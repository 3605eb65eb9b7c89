import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useColorScheme } from "@mui/material/styles";
import { lazy, Suspense, useMemo, useState } from "react";

import { ChartLegend } from "@/components/history/chart-legend";
import { ZoomButtons } from "@/components/history/zoom-buttons";
import type { Schemas } from "@/lib/api/client";
import { stepsOf, withDetail } from "@/lib/history/steps";
import type { Zoom } from "@/lib/history/zoom";

const EmotionChart = lazy(() => import("@/components/history/emotion-chart"));

const HEIGHT = { plain: { xs: 300, md: 380 }, zoomable: { xs: 340, md: 420 } };

interface HistoryChartProps {
  readonly history: Schemas["EmotionHistory"];
  /** Finer steps of the part that is looked at. */
  readonly detail?: Schemas["EmotionHistory"] | null;
  readonly label: string;
  readonly zoom?: Zoom;
  /** Without it the chart cannot be zoomed. */
  readonly onZoom?: ((zoom: Zoom) => void) | undefined;
}

/** A history as a chart, with what its colours mean and buttons to zoom. */
export function HistoryChart(props: HistoryChartProps) {
  const { history, detail = null, label, zoom = null, onZoom } = props;
  const { colorScheme: scheme = "light" } = useColorScheme();
  const [alone, setAlone] = useState<string | null>(null);
  const only = alone !== null && history.labels.includes(alone) ? alone : null;
  const { start, end } = history;
  const range = useMemo(
    () => ({ startMs: Date.parse(start), endMs: Date.parse(end) }),
    [start, end],
  );
  const content = useMemo(
    () => ({ range, steps: withDetail(stepsOf(history), detail), labels: history.labels, only }),
    [range, history, detail, only],
  );
  return (
    <Box>
      <Box
        sx={{ height: HEIGHT[onZoom === undefined ? "plain" : "zoomable"] }}
        data-testid="emotion-chart"
      >
        <Suspense fallback={<Skeleton variant="rounded" sx={{ height: "100%" }} />}>
          <EmotionChart
            content={content}
            scheme={scheme}
            label={label}
            zoom={zoom}
            onZoom={onZoom}
          />
        </Suspense>
      </Box>
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          justifyContent: "space-between",
          gap: 1,
          marginTop: 1,
        }}
      >
        <ChartLegend labels={history.labels} only={only} onOnly={setAlone} />
        {onZoom !== undefined && <ZoomButtons zoom={zoom} range={range} onZoom={onZoom} />}
      </Box>
    </Box>
  );
}
