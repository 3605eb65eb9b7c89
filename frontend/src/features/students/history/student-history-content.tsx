import { mdiChartBar } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";

import { StudentFileButton } from "@/components/student-file-button";
import { EmptyState } from "@/components/empty-state";
import { HistoryChart } from "@/components/history/history-chart";
import { zoomKey, type HistoryChoice } from "@/components/history/history-choice";
import { HistoryTable } from "@/components/history/history-table";
import { SummaryView } from "@/components/history/summary-view";
import { ProblemState } from "@/components/problem-state";
import type { Schemas } from "@/lib/api/client";
import { studentEmotionsFile, type HistoryAsked } from "@/lib/api/emotions";
import { emotionStyle } from "@/lib/emotions";
import type { CalendarDay } from "@/lib/history/calendar";
import { stepsOf, stepsWithin, withDetail } from "@/lib/history/steps";
import type { Zoom } from "@/lib/history/zoom";
import { dayWithWeekday, momentRange } from "@/lib/time";
import { text } from "@/text";

import { StaleAlert } from "./stale-alert";
import { StudentGaps } from "./student-gaps";
import { useStudentHistory } from "./use-student-history";

interface HistoryContentProps {
  readonly student: Schemas["Student"];
  readonly choice: HistoryChoice;
  /** What the choice is at this time. */
  readonly asked: HistoryAsked;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onOpenDay: (day: CalendarDay) => void;
}

/** The chosen range: in figures, as chart or table, and where it has gaps. */
export function HistoryContent(props: HistoryContentProps) {
  const { student, choice, onOpenDay } = props;
  const { history, detail, summary, error, retry, shown } = useStudentHistory(student.id, props);
  if (history === undefined || summary === undefined) {
    if (error !== null) return <ProblemState error={error} onRetry={retry} />;
    return <ContentSkeleton />;
  }
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2.5 }}>
      {error !== null && <StaleAlert onRetry={retry} />}
      {history.buckets.length === 0 ? (
        <NothingThere student={student} onOpenDay={onOpenDay} />
      ) : (
        <>
          <Figures summary={summary} />
          <Shown {...props} history={history} detail={detail} summary={summary} />
          <ShownRange studentId={student.id} shown={shown} />
        </>
      )}
      <StudentGaps
        studentId={student.id}
        range={shown.range}
        of={zoomKey(choice)}
        isSaidStale={error !== null}
      />
    </Box>
  );
}

/** Keeps its place while an empty part is looked at, so that the chart stays where it is. */
function Figures({ summary }: { readonly summary: Schemas["EmotionSummary"] }) {
  return (
    <Box sx={{ minHeight: { xs: 166, sm: 102 } }}>
      {summary.dominant === null ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.student.notSeenHere}
        </Typography>
      ) : (
        <SummaryView summary={summary} />
      )}
    </Box>
  );
}

interface ShownProps extends HistoryContentProps {
  readonly history: Schemas["EmotionHistory"];
  readonly detail: Schemas["EmotionHistory"] | null;
  readonly summary: Schemas["EmotionSummary"];
}

function Shown({ history, detail, summary, choice, asked, zoom, onZoom }: ShownProps) {
  if (choice.view === "table") {
    const steps = withDetail(stepsOf(history), detail);
    const buckets = stepsWithin(steps, zoom ?? asked.range).map(({ observed }) => observed);
    return <HistoryTable labels={history.labels} buckets={buckets} />;
  }
  const { dominant } = summary;
  const label = text.history.chartLabel(dominant === null ? "–" : emotionStyle(dominant).name);
  return (
    <Box>
      <HistoryChart history={history} detail={detail} label={label} zoom={zoom} onZoom={onZoom} />
      <Typography sx={{ fontSize: "0.8125rem", color: "text.secondary", marginTop: 1 }}>
        {text.history.gaps} {text.history.zoom.hint}
      </Typography>
    </Box>
  );
}

/** What the figures above are of, and the file of it. */
function ShownRange({
  studentId,
  shown,
}: {
  readonly studentId: number;
  readonly shown: HistoryAsked;
}) {
  const { range, bucket } = shown;
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        justifyContent: "space-between",
        gap: 1,
        fontSize: "0.875rem",
      }}
    >
      <span data-testid="shown-range">
        {momentRange(range.startMs, range.endMs)} · {text.history.bucket}{" "}
        {text.history.buckets[bucket]}
      </span>
      <StudentFileButton href={studentEmotionsFile(studentId, shown)}>
        {text.history.download}
      </StudentFileButton>
    </Box>
  );
}

interface NothingThereProps {
  readonly student: Schemas["Student"];
  readonly onOpenDay: (day: CalendarDay) => void;
}

/** Says so, and leads to the last day of which there is something. */
function NothingThere({ student, onOpenDay }: NothingThereProps) {
  const { last_seen_at: lastSeenAt } = student;
  const day = lastSeenAt === null ? null : dayOf(lastSeenAt);
  return (
    <EmptyState
      icon={mdiChartBar}
      title={text.history.empty}
      hint={text.history.emptyHint}
      action={
        day !== null && (
          <Button variant="outlined" onClick={() => onOpenDay(day)}>
            {text.student.showLastSeen(dayWithWeekday(day.startMs))}
          </Button>
        )
      }
    />
  );
}

function dayOf(moment: string): CalendarDay {
  const day = new Date(moment);
  const [year, month, dayOfMonth] = [day.getFullYear(), day.getMonth(), day.getDate()];
  return {
    startMs: new Date(year, month, dayOfMonth).getTime(),
    endMs: new Date(year, month, dayOfMonth + 1).getTime(),
    dayOfMonth,
  };
}

/** As high as what comes: figures, chart, buttons. */
function ContentSkeleton() {
  return (
    <Box role="status" aria-label={text.loading} sx={{ display: "grid", gap: 2.5 }}>
      <Skeleton variant="rounded" sx={{ height: { xs: 170, sm: 100 } }} />
      <Skeleton variant="rounded" sx={{ height: { xs: 500, md: 520 } }} />
    </Box>
  );
}
