import { epochMs } from "@/lib/epoch-clock";

/** Times as people read them, in the viewer's own zone and language. */
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const DAY_WITH_WEEKDAY = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const MONTH_AND_YEAR = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const WEEKDAY_LETTER = new Intl.DateTimeFormat(undefined, { weekday: "narrow" });
const WEEKDAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

type Moment = string | number | Date;

export const clock = (moment: Moment): string => CLOCK.format(new Date(moment));
export const clockWithSeconds = (moment: Moment): string =>
  CLOCK_WITH_SECONDS.format(new Date(moment));
export const day = (moment: Moment): string => DAY.format(new Date(moment));
export const dayWithWeekday = (moment: Moment): string => DAY_WITH_WEEKDAY.format(new Date(moment));
export const dayAndClock = (moment: Moment): string => DAY_AND_CLOCK.format(new Date(moment));
export const monthAndYear = (moment: Moment): string => MONTH_AND_YEAR.format(new Date(moment));
/** "September – December 2026": what both ends share is said once. */
export const monthRange = (from: Moment, to: Moment): string =>
  MONTH_AND_YEAR.formatRange(new Date(from), new Date(to));
export const weekdayName = (moment: Moment): string => WEEKDAY.format(new Date(moment));
export const weekdayLetter = (moment: Moment): string => WEEKDAY_LETTER.format(new Date(moment));

export function isToday(moment: Moment, nowMs: number = epochMs()): boolean {
  return new Date(moment).toDateString() === new Date(nowMs).toDateString();
}

/** "14:05" of today, "Mar 3, 14:05" of any other day. */
export function clockWithDay(moment: Moment, nowMs: number = epochMs()): string {
  return isToday(moment, nowMs) ? clock(moment) : dayAndClock(moment);
}

/** "Tue, Mar 3, 14:05 – 14:20": what both ends share is said once. */
export const momentRange = (from: Moment, to: Moment): string =>
  WEEKDAY_AND_CLOCK.formatRange(new Date(from), new Date(to));

/** "3 minutes ago", for things of the last days; an ordinary date before that. */
export function ago(moment: Moment, nowMs: number = epochMs()): string {
  const seconds = (new Date(moment).getTime() - nowMs) / 1000;
  if (Math.abs(seconds) < 60) return RELATIVE.format(0, "minute");
  const minutes = Math.round(seconds / 60);
  if (Math.abs(minutes) < 60) return RELATIVE.format(minutes, "minute");
  const hours = Math.round(seconds / 3600);
  if (Math.abs(hours) < 24) return RELATIVE.format(hours, "hour");
  const days = Math.round(seconds / 86_400);
  if (Math.abs(days) < 7) return RELATIVE.format(days, "day");
  return day(moment);
}

/** "48 s", "12 min", "1 h 05 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
