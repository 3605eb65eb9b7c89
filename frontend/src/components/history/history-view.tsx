import { mdiChartBar } from "@mdi/js";
import Box from "@mui/material/Box";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { HistoryChart } from "@/components/history/history-chart";
import { HistoryTable } from "@/components/history/history-table";
import { ShapeChoice } from "@/components/history/shape-choice";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

const SHAPES = ["chart", "table"] as const;

interface HistoryViewProps {
  readonly history: Schemas["EmotionHistory"];
  readonly label: string;
  readonly gapsNote: string;
}

/** A history as a chart, or as a table for those who would rather read. */
export function HistoryView({ history, label, gapsNote }: HistoryViewProps) {
  const [shape, setShape] = useState<(typeof SHAPES)[number]>("chart");
  if (history.buckets.length === 0) {
    return (
      <EmptyState icon={mdiChartBar} title={text.history.empty} hint={text.history.emptyHint} />
    );
  }
  return (
    <Box>
      {shape === "chart" ? (
        <HistoryChart history={history} label={label} />
      ) : (
        <HistoryTable labels={history.labels} buckets={history.buckets} />
      )}
      <Box sx={{ display: "flex", alignItems: "center", gap: 2, marginTop: 1 }}>
        <Box sx={{ flex: 1, fontSize: "0.8125rem", color: "text.secondary" }}>{gapsNote}</Box>
        <ShapeChoice shapes={SHAPES} value={shape} onChange={setShape} />
      </Box>
    </Box>
  );
}
