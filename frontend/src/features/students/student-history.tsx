import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";

import { bucketOf, rangeOf, type HistoryChoice } from "@/components/history/history-choice";
import { HistoryFilters } from "@/components/history/history-filters";
import { HistoryView } from "@/components/history/history-view";
import { SummaryView } from "@/components/history/summary-view";
import { ProblemState } from "@/components/problem-state";
import { studentEmotionsQuery, studentSummaryQuery, type HistoryAsked } from "@/lib/api/emotions";
import { emotionStyle } from "@/lib/emotions";
import { text } from "@/text";
import { useNow } from "@/lib/use-now";

const RENEWED_EVERY_MS = 30_000;

const route = getRouteApi("/students/$studentId");

interface StudentHistoryProps {
  readonly studentId: number;
}

/** The student's emotions in a range that the viewer chooses. */
export function StudentHistory({ studentId }: StudentHistoryProps) {
  const choice = route.useSearch();
  const navigate = route.useNavigate();
  const range = rangeOf(choice, useNow(RENEWED_EVERY_MS));
  const change = (part: Partial<HistoryChoice>): void => {
    void navigate({ search: { ...choice, ...part }, replace: true });
  };
  const asked = { range, bucket: bucketOf(choice, range), emotionSet: choice.emotions };
  return (
    <Card component="section" aria-labelledby="history-title" sx={{ padding: { xs: 2, md: 2.5 } }}>
      <Typography variant="h2" id="history-title">
        {text.history.title}
      </Typography>
      <Box sx={{ marginBlock: 2 }}>
        <HistoryFilters choice={choice} range={range} onChange={change} />
      </Box>
      {range.startMs < range.endMs && <Shown studentId={studentId} asked={asked} />}
    </Card>
  );
}

function Shown({ studentId, asked }: StudentHistoryProps & { readonly asked: HistoryAsked }) {
  const history = useQuery(studentEmotionsQuery(studentId, asked));
  const { range, emotionSet } = asked;
  const summary = useQuery(studentSummaryQuery(studentId, { range, emotionSet }));
  const error = history.error ?? summary.error;
  if (error !== null) {
    const retry = (): void => {
      void history.refetch();
      void summary.refetch();
    };
    return <ProblemState error={error} onRetry={retry} />;
  }
  if (history.data === undefined || summary.data === undefined) {
    return <Skeleton variant="rounded" height={420} aria-label={text.loading} />;
  }
  const { dominant } = summary.data;
  const label = text.history.chartLabel(dominant === null ? "–" : emotionStyle(dominant).name);
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2.5 }}>
      <SummaryView summary={summary.data} />
      <HistoryView history={history.data} label={label} gapsNote={text.history.gaps} />
    </Box>
  );
}
