import Box from "@mui/material/Box";
import { getRouteApi } from "@tanstack/react-router";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { bucketOf, rangeOf, zoomOf, type HistoryChoice } from "@/components/history/history-choice";
import { HistoryFilters } from "@/components/history/history-filters";
import { ShapeChoice } from "@/components/history/shape-choice";
import { SectionCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { epochMs } from "@/lib/epoch-clock";
import type { CalendarDay } from "@/lib/history/calendar";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { HistoryContent } from "./student-history-content";
import { StudentCalendar } from "./student-calendar";

const RENEWED_EVERY_MS = 30_000;

/** Another range, another set of five: what was zoomed to is not there any more. */
const WHOLE = { zoomFrom: undefined, zoomTo: undefined } as const;

const route = getRouteApi("/students/$studentId");

interface StudentHistoryProps {
  readonly student: Schemas["Student"];
}

/** The student's emotions in a range that the viewer chooses, as chart, calendar or table. */
export function StudentHistory({ student }: StudentHistoryProps) {
  const choice = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<HistoryChoice>): void => {
    void navigate({ search: { ...choice, ...part }, replace: true, resetScroll: false });
  };
  const openDay = ({ startMs, endMs }: CalendarDay): void => {
    const to = Math.min(endMs, epochMs());
    change({ ...WHOLE, view: "chart", range: "custom", from: startMs, to, bucket: "auto" });
  };
  return (
    <SectionCard
      title={text.history.title}
      testId="student-history"
      aside={<ShapeChoice value={choice.view} onChange={(view) => change({ view })} />}
    >
      {choice.view === "calendar" ? (
        <Box sx={{ display: "grid", gap: 2 }}>
          <Box>
            <EmotionSetChoice
              value={choice.emotions}
              onChange={(emotions) => change({ emotions })}
            />
          </Box>
          <StudentCalendar
            studentId={student.id}
            emotionSet={choice.emotions}
            onOpenDay={openDay}
          />
        </Box>
      ) : (
        <Ranged student={student} choice={choice} onChange={change} onOpenDay={openDay} />
      )}
    </SectionCard>
  );
}

interface RangedProps extends StudentHistoryProps {
  readonly choice: HistoryChoice;
  readonly onChange: (part: Partial<HistoryChoice>) => void;
  readonly onOpenDay: (day: CalendarDay) => void;
}

function Ranged({ student, choice, onChange, onOpenDay }: RangedProps) {
  const range = rangeOf(choice, useNow(RENEWED_EVERY_MS));
  const asked = { range, bucket: bucketOf(choice, range), emotionSet: choice.emotions };
  return (
    <>
      <Box sx={{ marginBottom: 2 }}>
        <HistoryFilters
          choice={choice}
          range={range}
          onChange={(part) => onChange({ ...WHOLE, ...part })}
        />
      </Box>
      {range.startMs < range.endMs && (
        <HistoryContent
          student={student}
          choice={choice}
          asked={asked}
          zoom={zoomOf(choice, range)}
          onZoom={(zoom) => onChange({ zoomFrom: zoom?.startMs, zoomTo: zoom?.endMs })}
          onOpenDay={onOpenDay}
        />
      )}
    </>
  );
}
