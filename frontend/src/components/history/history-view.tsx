import { mdiChartBar, mdiChartBarStacked, mdiTable } from "@mdi/js";
import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useColorScheme } from "@mui/material/styles";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { lazy, Suspense, useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { HistoryTable } from "@/components/history/history-table";
import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

const EmotionChart = lazy(() => import("@/components/history/emotion-chart"));

const CHART_HEIGHT = { xs: 300, md: 380 };

interface HistoryViewProps {
  readonly history: Schemas["EmotionHistory"];
  readonly label: string;
  readonly gapsNote: string;
}

/** A history as a chart, or as a table for those who would rather read. */
export function HistoryView({ history, label, gapsNote }: HistoryViewProps) {
  const [shape, setShape] = useState<"chart" | "table">("chart");
  if (history.buckets.length === 0) {
    return (
      <EmptyState icon={mdiChartBar} title={text.history.empty} hint={text.history.emptyHint} />
    );
  }
  return (
    <Box>
      {shape === "chart" ? (
        <Chart history={history} label={label} />
      ) : (
        <HistoryTable history={history} />
      )}
      <Box sx={{ display: "flex", alignItems: "center", gap: 2, marginTop: 1 }}>
        <Box sx={{ flex: 1, fontSize: "0.8125rem", color: "text.secondary" }}>{gapsNote}</Box>
        <ShapeChoice value={shape} onChange={setShape} />
      </Box>
    </Box>
  );
}

function Chart({ history, label }: Omit<HistoryViewProps, "gapsNote">) {
  const { colorScheme: scheme = "light" } = useColorScheme();
  return (
    <Box sx={{ height: CHART_HEIGHT }} data-testid="emotion-chart">
      <Suspense fallback={<Skeleton variant="rounded" sx={{ height: "100%" }} />}>
        <EmotionChart history={history} scheme={scheme} label={label} />
      </Suspense>
    </Box>
  );
}

interface ShapeChoiceProps {
  readonly value: "chart" | "table";
  readonly onChange: (value: "chart" | "table") => void;
}

function ShapeChoice({ value, onChange }: ShapeChoiceProps) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={text.history.view}
      value={value}
      onChange={(_, chosen: "chart" | "table" | null) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      <ToggleButton value="chart" aria-label={text.history.chart} title={text.history.chart}>
        <Icon path={mdiChartBarStacked} fontSize="small" />
      </ToggleButton>
      <ToggleButton value="table" aria-label={text.history.table} title={text.history.table}>
        <Icon path={mdiTable} fontSize="small" />
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
