import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import { EmotionDisc } from "@/components/emotion-disc";
import { EmotionShares } from "@/components/emotion-shares";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import { text } from "@/text";
import { dayAndClock, duration } from "@/lib/time";

interface SummaryViewProps {
  readonly summary: Schemas["EmotionSummary"];
}

/** The range in a few numbers, and the share of each emotion. Shows nothing for an empty range. */
export function SummaryView({ summary }: SummaryViewProps) {
  if (summary.dominant === null) return null;
  return (
    <Box data-testid="emotion-summary">
      <Box
        component="dl"
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr 1fr", sm: "repeat(4, auto)" },
          justifyContent: "space-between",
          gap: 2,
          margin: 0,
        }}
      >
        <Number name={text.history.mostly}>
          <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.75 }}>
            <EmotionDisc label={summary.dominant} />
            {emotionStyle(summary.dominant).name}
          </Box>
        </Number>
        <Number name={text.history.observed}>{duration(summary.seconds_observed)}</Number>
        <Number name={text.history.firstSeen}>{momentOrDash(summary.first_observed_at)}</Number>
        <Number name={text.history.lastSeen}>{momentOrDash(summary.last_observed_at)}</Number>
      </Box>
      <Box sx={{ marginTop: 2 }}>
        <EmotionShares labels={summary.labels} shares={summary.probabilities} />
      </Box>
    </Box>
  );
}

function momentOrDash(moment: string | null): string {
  return moment === null ? "–" : dayAndClock(moment);
}

function Number({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
        {name}
      </Typography>
      <Typography component="dd" sx={{ margin: 0, fontSize: "1.0625rem", fontWeight: 600 }}>
        {children}
      </Typography>
    </div>
  );
}
