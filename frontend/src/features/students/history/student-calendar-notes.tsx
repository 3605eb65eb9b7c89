import Box from "@mui/material/Box";
import Button from "@mui/material/Button";

import { LevelBox } from "@/components/history/calendar-cell";
import { levelColour } from "@/components/history/calendar-months";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import type { CalendarDay } from "@/lib/history/calendar";
import type { CalendarMeasure } from "@/lib/history/calendar-value";
import { percent } from "@/lib/numbers";
import { dayWithWeekday, duration } from "@/lib/time";
import { text } from "@/text";

/** "seen for 42 min, Happy 41%, Neutral 38%", the strongest first. */
export function dayInWords(bucket: Schemas["EmotionBucket"] | null): string {
  const words = text.student.calendar;
  if (bucket === null) return words.nothing;
  const shares = Object.entries(bucket.probabilities)
    .sort(([, one], [, other]) => other - one)
    .map(([label, share]) => words.share(emotionStyle(label).name, percent(share)));
  return [words.seenFor(duration(bucket.seconds_observed)), ...shares].join(", ");
}

interface CalendarScaleProps {
  readonly measure: CalendarMeasure;
  readonly scale: number;
  readonly colour: { readonly light: string; readonly dark: string };
}

/** What a full cell means. */
export function CalendarScale({ measure, scale, colour }: CalendarScaleProps) {
  const most = measure === "seen" ? duration(scale) : percent(scale);
  return (
    <Box
      sx={(theme) => ({
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        fontSize: "0.8125rem",
        color: "text.secondary",
        ...levelColour(theme, colour),
      })}
    >
      {text.student.calendar.less}
      {[0, 0.33, 0.66, 1].map((level) => (
        <LevelBox key={level} level={level} />
      ))}
      {text.student.calendar.more}, {text.student.calendar.upTo(most)}
    </Box>
  );
}

interface CalendarDayNoteProps {
  readonly day: CalendarDay | null;
  readonly bucket: Schemas["EmotionBucket"] | null;
  readonly canOpen: boolean;
  readonly onOpen: () => void;
}

/** The day that is pointed at, or was chosen. Its place is kept, so that nothing jumps. */
export function CalendarDayNote({ day, bucket, canOpen, onOpen }: CalendarDayNoteProps) {
  const words = text.student.calendar;
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        justifyContent: "space-between",
        gap: 1,
        minHeight: { xs: 92, sm: 56 },
        paddingBlock: 1,
        paddingInline: 1.5,
        borderRadius: 2,
        backgroundColor: "background.default",
        fontSize: "0.875rem",
      }}
      data-testid="calendar-day"
    >
      <Box sx={{ flex: "1 1 240px" }}>
        {day === null ? (
          <Box component="span" sx={{ color: "text.secondary" }}>
            {words.hint}
          </Box>
        ) : (
          <>
            <b>{dayWithWeekday(day.startMs)}</b> · {dayInWords(bucket)}
          </>
        )}
      </Box>
      <Button size="small" disabled={!canOpen} onClick={onOpen}>
        {words.openDay}
      </Button>
    </Box>
  );
}
