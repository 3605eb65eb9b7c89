import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { HistoryView } from "@/components/history/history-view";
import { SummaryView } from "@/components/history/summary-view";
import { ProblemState } from "@/components/problem-state";
import type { Schemas } from "@/lib/api/client";
import { classEmotionsQuery, classSummaryQuery } from "@/lib/api/emotions";
import { emotionStyle } from "@/lib/emotions";
import { automaticBucket } from "@/lib/history/bucket";
import type { EmotionSet } from "@/lib/protocol.gen";
import { text } from "@/text";
import { useNow } from "@/lib/use-now";

interface ClassHistoryProps {
  readonly classSession: Schemas["ClassSession"];
  /** How often a running class is asked for again. */
  readonly renewMs: number | false;
}

/** The emotions of everybody in the class together. */
export function ClassHistory({ classSession, renewMs }: ClassHistoryProps) {
  const [emotionSet, setEmotionSet] = useState<EmotionSet>(classSession.emotion_set);
  return (
    <Card
      component="section"
      aria-labelledby="class-history-title"
      sx={{ padding: { xs: 2, md: 2.5 } }}
    >
      <Box
        sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5, marginBottom: 2 }}
      >
        <Typography variant="h2" id="class-history-title" sx={{ flex: 1 }}>
          {text.history.title}
        </Typography>
        <EmotionSetChoice value={emotionSet} onChange={setEmotionSet} />
      </Box>
      <Shown classSession={classSession} renewMs={renewMs} emotionSet={emotionSet} />
    </Card>
  );
}

function Shown({
  classSession,
  renewMs,
  emotionSet,
}: ClassHistoryProps & { readonly emotionSet: EmotionSet }) {
  const nowMs = useNow(30_000);
  const endMs = classSession.ended_at === null ? nowMs : new Date(classSession.ended_at).getTime();
  const bucket = automaticBucket({ startMs: new Date(classSession.started_at).getTime(), endMs });
  const again = { refetchInterval: renewMs };
  const history = useQuery({
    ...classEmotionsQuery(classSession.id, { bucket, emotionSet }),
    ...again,
  });
  const summary = useQuery({ ...classSummaryQuery(classSession.id, emotionSet), ...again });
  const error = history.error ?? summary.error;
  if (error !== null) return <ProblemState error={error} />;
  if (history.data === undefined || summary.data === undefined) {
    return <Skeleton variant="rounded" height={420} aria-label={text.loading} />;
  }
  const { dominant } = summary.data;
  const label = text.history.chartLabel(dominant === null ? "–" : emotionStyle(dominant).name);
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2.5 }}>
      <SummaryView summary={summary.data} />
      <HistoryView history={history.data} label={label} gapsNote={text.history.gapsClass} />
    </Box>
  );
}
