/** Days of the viewer's zone, arranged in months as on a calendar on the wall. */

export interface CalendarDay {
  /** Local midnight: a day's name and its place in time. */
  readonly startMs: number;
  readonly endMs: number;
  readonly dayOfMonth: number;
}

export interface CalendarMonth {
  readonly startMs: number;
  /** Rows of seven; null fills up before the first and after the last day. */
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
}

/** 0 is Sunday, as in Date. */
export type Weekday = number;

/** The first of a month, so many months later; negative is earlier. */
export function monthStart(ms: number, later = 0): number {
  const day = new Date(ms);
  return new Date(day.getFullYear(), day.getMonth() + later, 1).getTime();
}

/** So many months, the last of which holds the moment. */
export function monthsUntil(ms: number, count: number, weekStart: Weekday): CalendarMonth[] {
  return Array.from({ length: count }, (_, index) =>
    monthOf(monthStart(ms, index - count + 1), weekStart),
  );
}

function monthOf(startMs: number, weekStart: Weekday): CalendarMonth {
  const first = new Date(startMs);
  const lead = (first.getDay() - weekStart + 7) % 7;
  const cells: (CalendarDay | null)[] = Array.from({ length: lead }, () => null);
  for (let day = 1; ; day += 1) {
    const start = new Date(first.getFullYear(), first.getMonth(), day);
    if (start.getMonth() !== first.getMonth()) break;
    // By the calendar and not by 24 hours: clocks are changed on some days.
    const end = new Date(first.getFullYear(), first.getMonth(), day + 1);
    cells.push({ startMs: start.getTime(), endMs: end.getTime(), dayOfMonth: day });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) =>
    cells.slice(week * 7, week * 7 + 7),
  );
  return { startMs, weeks };
}

/** The first day of the week where the viewer lives; Monday where the browser cannot tell. */
export function firstWeekday(language: string = navigator.language): Weekday {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  return firstDay % 7; // there, Sunday is 7
}

/** Where an arrow key leads to, from a day among all days; null stays. */
export function dayByKey(
  key: string,
  from: number,
  days: readonly CalendarDay[],
): CalendarDay | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
  };
  const index = days.findIndex(({ startMs }) => startMs === from);
  if (index < 0) return null;
  if (key === "Home") return days[0] ?? null;
  if (key === "End") return days.at(-1) ?? null;
  if (key === "PageUp" || key === "PageDown") {
    return sameDayOfMonth(index, key === "PageUp" ? -1 : 1, days);
  }
  const step = steps[key];
  return step === undefined ? null : (days[index + step] ?? null);
}

function sameDayOfMonth(
  index: number,
  later: number,
  days: readonly CalendarDay[],
): CalendarDay | null {
  const from = days[index];
  if (from === undefined) return null;
  const month = monthStart(from.startMs, later);
  const ofMonth = days.filter(({ startMs }) => monthStart(startMs) === month);
  return ofMonth[from.dayOfMonth - 1] ?? ofMonth.at(-1) ?? null;
}
