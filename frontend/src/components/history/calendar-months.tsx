import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";

import { CalendarCell } from "@/components/history/calendar-cell";
import { KEEPS_COLOUR } from "@/lib/forced-colours";
import { dayByKey, type CalendarDay, type CalendarMonth } from "@/lib/history/calendar";
import { monthAndYear, weekdayLetter, weekdayName } from "@/lib/time";

interface CalendarMonthsProps {
  readonly months: readonly CalendarMonth[];
  readonly todayMs: number;
  readonly chosenMs: number | null;
  /** Fills the cells; of a day by its local midnight. */
  readonly levelOf: (day: CalendarDay) => number | null;
  readonly nameOf: (day: CalendarDay) => string;
  readonly colour: { readonly light: string; readonly dark: string };
  readonly onChoose: (day: CalendarDay) => void;
  readonly onPoint: (day: CalendarDay | null) => void;
}

/** Months side by side, a cell for each day. One day is reached by the tab key, all by arrows. */
export function CalendarMonths(props: CalendarMonthsProps) {
  const { months, todayMs, chosenMs, colour, onChoose, onPoint } = props;
  const host = useRef<HTMLDivElement>(null);
  const days = useMemo(() => months.flatMap(daysOf), [months]);
  const entryMs =
    days.find(({ startMs }) => startMs === chosenMs)?.startMs ??
    days.findLast(({ startMs }) => startMs <= todayMs)?.startMs;

  const onKey = (event: KeyboardEvent, from: CalendarDay): void => {
    const target = dayByKey(event.key, from.startMs, days);
    if (target === null) return;
    event.preventDefault();
    const cell = host.current?.querySelector(`[data-day="${target.startMs}"] button`);
    if (cell instanceof HTMLElement) cell.focus();
  };

  return (
    <Box
      ref={host}
      sx={(theme) => ({
        display: "grid",
        gridTemplateColumns: "repeat(auto-fit, minmax(232px, 1fr))",
        columnGap: 3,
        rowGap: 2.5,
        ...levelColour(theme, colour),
      })}
    >
      {months.map((month) => (
        <Month key={month.startMs} month={month}>
          {(day) => (
            <CalendarCell
              dayOfMonth={day.dayOfMonth}
              name={props.nameOf(day)}
              level={props.levelOf(day)}
              isToday={day.startMs <= todayMs && todayMs < day.endMs}
              isFuture={day.startMs > todayMs}
              isChosen={day.startMs === chosenMs}
              isEntry={day.startMs === entryMs}
              onChoose={() => onChoose(day)}
              onPoint={(isOver) => onPoint(isOver ? day : null)}
              onKey={(event) => onKey(event, day)}
            />
          )}
        </Month>
      ))}
    </Box>
  );
}

interface MonthProps {
  readonly month: CalendarMonth;
  readonly children: (day: CalendarDay) => ReactNode;
}

function Month({ month, children }: MonthProps) {
  const name = monthAndYear(month.startMs);
  return (
    <div>
      <Typography variant="h3" sx={{ marginBottom: 0.5 }}>
        {name}
      </Typography>
      <Box
        component="table"
        aria-label={name}
        sx={{ width: "100%", tableLayout: "fixed", borderCollapse: "collapse" }}
      >
        <thead>
          <tr>
            {weekdays(month).map((ms) => (
              <Box
                component="th"
                scope="col"
                key={ms}
                abbr={weekdayName(ms)}
                sx={{ padding: 0, fontSize: "0.6875rem", fontWeight: 400, color: "text.secondary" }}
              >
                {weekdayLetter(ms)}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((week, index) => (
            <tr key={index}>
              {week.map((day, weekday) => (
                <Box component="td" key={weekday} data-day={day?.startMs} sx={{ padding: "1px" }}>
                  {day !== null && children(day)}
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </div>
  );
}

/** A moment of each weekday, in the order of the columns. */
function weekdays({ weeks }: CalendarMonth): number[] {
  const fullWeek = weeks.find((week) => week.every((day) => day !== null)) ?? [];
  return fullWeek.map((day) => day.startMs);
}

function daysOf({ weeks }: CalendarMonth): CalendarDay[] {
  return weeks.flat().filter((day) => day !== null);
}

/** The colour of all level boxes inside, said once. */
export function levelColour(theme: Theme, { light, dark }: CalendarMonthsProps["colour"]) {
  const level = { ...KEEPS_COLOUR, position: "absolute", insetInline: 0, bottom: 0 };
  return {
    "& .level": { ...level, backgroundColor: light },
    ...theme.applyStyles("dark", { "& .level": { ...level, backgroundColor: dark } }),
  };
}
