import { mdiChevronLeft, mdiChevronRight } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import MenuItem from "@mui/material/MenuItem";
import Skeleton from "@mui/material/Skeleton";
import TextField from "@mui/material/TextField";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useMemo, useState } from "react";

import { CalendarMonths } from "@/components/history/calendar-months";
import { HistoryTable } from "@/components/history/history-table";
import { Icon } from "@/components/icon";
import { ProblemState } from "@/components/problem-state";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import {
  firstWeekday,
  monthsUntil,
  monthStart,
  type CalendarDay,
  type CalendarMonth,
} from "@/lib/history/calendar";
import { scaleOf, valueOf, type CalendarMeasure } from "@/lib/history/calendar-value";
import type { EmotionSet } from "@/lib/protocol.gen";
import { dayWithWeekday, monthRange } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { StaleAlert } from "./stale-alert";
import { CalendarDayNote, CalendarScale, dayInWords } from "./student-calendar-notes";
import { useCalendarHistory } from "./use-calendar-history";

const RENEWED_EVERY_MS = 60_000;

interface StudentCalendarProps {
  readonly studentId: number;
  readonly emotionSet: EmotionSet;
  readonly onOpenDay: (day: CalendarDay) => void;
}

/** Months side by side: how long the student was seen, or how strong an emotion was, day by day. */
export function StudentCalendar({ studentId, emotionSet, onOpenDay }: StudentCalendarProps) {
  const nowMs = useNow(RENEWED_EVERY_MS);
  const count = useMonthCount();
  const [monthsBack, setMonthsBack] = useState(0);
  const months = useMemo(
    () => monthsUntil(monthStart(nowMs, -monthsBack), count, firstWeekday()),
    [nowMs, monthsBack, count],
  );
  const asked = { range: rangeOf(months, nowMs), nowMs, emotionSet };
  const { history, error, isOld, refetch } = useCalendarHistory(studentId, asked);
  return (
    <Box component="section" aria-label={text.student.calendar.label} data-testid="calendar">
      <MonthNavigation
        months={months}
        isLatest={monthsBack === 0}
        onMove={(by) => setMonthsBack((back) => Math.max(0, back - by * count))}
        onToday={() => setMonthsBack(0)}
      />
      {history !== undefined && error !== null && <StaleAlert onRetry={refetch} />}
      {history !== undefined && (
        <Days history={history} months={months} nowMs={nowMs} isOld={isOld} onOpenDay={onOpenDay} />
      )}
      {history === undefined && error !== null && <ProblemState error={error} onRetry={refetch} />}
      {history === undefined && error === null && (
        <Skeleton variant="rounded" height={420} role="status" aria-label={text.loading} />
      )}
    </Box>
  );
}

function useMonthCount(): number {
  const isWide = useMediaQuery("(min-width: 1150px)");
  const isMiddling = useMediaQuery("(min-width: 900px)");
  if (isWide) return 4;
  return isMiddling ? 3 : 2;
}

function rangeOf(months: readonly CalendarMonth[], nowMs: number) {
  const startMs = months[0]?.startMs ?? nowMs;
  return { startMs, endMs: monthStart(months.at(-1)?.startMs ?? nowMs, 1) };
}

interface MonthNavigationProps {
  readonly months: readonly CalendarMonth[];
  readonly isLatest: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onToday: () => void;
}

function MonthNavigation({ months, isLatest, onMove, onToday }: MonthNavigationProps) {
  const words = text.student.calendar;
  const [first, last] = [months[0], months.at(-1)];
  return (
    <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", gap: 1, marginBottom: 2 }}>
      <Box sx={{ display: "flex" }}>
        <IconButton edge="start" aria-label={words.earlier} onClick={() => onMove(-1)}>
          <Icon path={mdiChevronLeft} />
        </IconButton>
        <IconButton aria-label={words.later} disabled={isLatest} onClick={() => onMove(1)}>
          <Icon path={mdiChevronRight} />
        </IconButton>
      </Box>
      <Box aria-live="polite" sx={{ fontWeight: 600 }}>
        {first !== undefined && last !== undefined && monthRange(first.startMs, last.startMs)}
      </Box>
      <Button size="small" disabled={isLatest} onClick={onToday}>
        {words.today}
      </Button>
    </Box>
  );
}

interface DaysProps {
  readonly history: Schemas["EmotionHistory"];
  readonly months: readonly CalendarMonth[];
  readonly nowMs: number;
  /** Other months are on their way. */
  readonly isOld: boolean;
  readonly onOpenDay: (day: CalendarDay) => void;
}

function Days({ history, months, nowMs, isOld, onOpenDay }: DaysProps) {
  const [chosenMeasure, setMeasure] = useState<CalendarMeasure>("seen");
  const measure = history.labels.includes(chosenMeasure) ? chosenMeasure : "seen";
  const [chosen, setChosen] = useState<CalendarDay | null>(null);
  const [pointed, setPointed] = useState<CalendarDay | null>(null);
  const byStart = useMemo(
    () => new Map(history.buckets.map((bucket) => [Date.parse(bucket.start), bucket])),
    [history],
  );
  const scale = scaleOf(history.buckets, measure);
  const bucketOf = (day: CalendarDay) => byStart.get(day.startMs) ?? null;
  const shown = pointed ?? chosen;
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 2 }}>
        <MeasureMenu labels={history.labels} value={measure} onChange={setMeasure} />
        <CalendarScale measure={measure} scale={scale} colour={colourOf(measure)} />
      </Box>
      <Box sx={{ opacity: isOld ? 0.5 : 1 }}>
        <CalendarMonths
          months={months}
          todayMs={nowMs}
          chosenMs={chosen?.startMs ?? null}
          colour={colourOf(measure)}
          levelOf={(day) => {
            const bucket = bucketOf(day);
            return bucket === null ? null : Math.min(1, valueOf(bucket, measure) / scale);
          }}
          nameOf={(day) => `${dayWithWeekday(day.startMs)}: ${dayInWords(bucketOf(day))}`}
          onChoose={setChosen}
          onPoint={setPointed}
        />
      </Box>
      <CalendarDayNote
        day={shown}
        bucket={shown === null ? null : bucketOf(shown)}
        canOpen={chosen !== null}
        onOpen={() => chosen !== null && onOpenDay(chosen)}
      />
      {history.buckets.length === 0 && !isOld && (
        <Box sx={{ color: "text.secondary", fontSize: "0.875rem" }}>
          {text.student.calendar.empty}
        </Box>
      )}
      {history.buckets.length > 0 && (
        <Box component="details" sx={{ "& summary": { cursor: "pointer", paddingBlock: 1 } }}>
          <summary>{text.student.calendar.asTable}</summary>
          <HistoryTable labels={history.labels} buckets={history.buckets} />
        </Box>
      )}
    </Box>
  );
}

function colourOf(measure: CalendarMeasure) {
  return measure === "seen" ? { light: "#4353c9", dark: "#a9b4ff" } : emotionStyle(measure);
}

interface MeasureMenuProps {
  readonly labels: readonly string[];
  readonly value: CalendarMeasure;
  readonly onChange: (value: CalendarMeasure) => void;
}

function MeasureMenu({ labels, value, onChange }: MeasureMenuProps) {
  return (
    <TextField
      select
      label={text.student.calendar.measure}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ minWidth: 160 }}
    >
      <MenuItem value="seen">{text.student.calendar.seen}</MenuItem>
      {labels.map((label) => (
        <MenuItem key={label} value={label}>
          {emotionStyle(label).name}
        </MenuItem>
      ))}
    </TextField>
  );
}
