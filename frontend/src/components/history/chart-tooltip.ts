import type { ChartContent } from "@/components/history/chart-option";
import { emotionStyle } from "@/lib/emotions";
import { stepAt } from "@/lib/history/steps";
import { percent } from "@/lib/numbers";
import { clock, clockWithSeconds, dayAndClock, dayWithWeekday, duration } from "@/lib/time";
import { text } from "@/text";

const MINUTE_MS = 60_000;
/** The shortest day that clocks make has 23 hours, the shortest one worth a name 20. */
const NEARLY_A_DAY_MS = 20 * 3_600_000;

/** What a moment of the chart says. Made of our own words and numbers only, so it is safe as HTML. */
export function chartTooltip({ steps, labels }: ChartContent, ms: number): string {
  const step = stepAt(steps, ms);
  if (step === null) return `<b>${dayAndClock(ms)}</b><br>${text.history.notSeen}`;
  const { observed } = step;
  const rows = labels.map(
    (label) => `${emotionStyle(label).name} ${percent(observed.probabilities[label] ?? 0)}`,
  );
  const seen = `${text.history.observed} ${duration(observed.seconds_observed)} (${percent(observed.coverage)})`;
  // The stack's top comes first, as it stands in the chart.
  return [`<b>${stepName(step.startMs, step.endMs)}</b>`, ...rows.reverse(), seen].join("<br>");
}

/** "3 Mar, 14:05–14:10", or the day. */
export function stepName(startMs: number, endMs: number): string {
  const lengthMs = endMs - startMs;
  if (lengthMs >= NEARLY_A_DAY_MS) return dayWithWeekday(startMs);
  if (lengthMs < MINUTE_MS) return clockWithSeconds(startMs);
  return `${dayAndClock(startMs)}–${clock(endMs)}`;
}
