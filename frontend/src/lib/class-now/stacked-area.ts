import { STEP_MS, type Step } from "./step-series";

/** From and to which time, and in how many units, an area is drawn. */
export interface AreaFrame {
  readonly startMs: number;
  readonly endMs: number;
  readonly width: number;
  readonly height: number;
}

/** A step that is missing between two others is bridged; what is longer stays empty. */
const BRIDGED_MS = 2 * STEP_MS;

/**
 * The areas of all labels over each other, the first at the bottom, as SVG path data. Times in which
 * nobody was seen stay empty.
 */
export function stackedAreas(
  steps: readonly Step[],
  labels: readonly string[],
  frame: AreaFrame,
): readonly string[] {
  const shown = steps.filter(
    ({ startMs }) => startMs + STEP_MS > frame.startMs && startMs < frame.endMs,
  );
  const runs = runsOf(shown).map((run) => columnsOf(run, labels, frame));
  return labels.map((_, index) => runs.map((columns) => area(columns, index)).join(""));
}

/** Where the areas of a moment lie: at `x`, with `bounds[i]` to `bounds[i + 1]` for label i. */
interface Column {
  readonly x: number;
  readonly bounds: readonly number[];
}

function runsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const runs: Step[][] = [];
  let lastMs = -Infinity;
  for (const step of steps) {
    if (step.startMs - lastMs > BRIDGED_MS) runs.push([]);
    runs.at(-1)?.push(step);
    lastMs = step.startMs;
  }
  return runs;
}

/** A step stands at its middle; the first and the last of a run reach to their ends. */
function columnsOf(
  run: readonly Step[],
  labels: readonly string[],
  frame: AreaFrame,
): readonly Column[] {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const column = (atMs: number, step: Step): Column => ({
    x: placed(atMs, frame),
    bounds: boundsOf(step, labels, frame.height),
  });
  return [
    column(first.startMs, first),
    ...run.map((step) => column(step.startMs + STEP_MS / 2, step)),
    column(last.startMs + STEP_MS, last),
  ];
}

function placed(atMs: number, { startMs, endMs, width }: AreaFrame): number {
  const part = (atMs - startMs) / (endMs - startMs);
  return Math.min(1, Math.max(0, part)) * width;
}

/** From the bottom of the frame to its top: what was seen always adds up to the whole. */
function boundsOf({ shares }: Step, labels: readonly string[], height: number): readonly number[] {
  const values = labels.map((label) => shares[label] ?? 0);
  const whole = values.reduce((sum, value) => sum + value, 0);
  const bounds = [height];
  let below = 0;
  for (const value of values) {
    below += whole === 0 ? 0 : value / whole;
    bounds.push(height * (1 - below));
  }
  return bounds;
}

function area(columns: readonly Column[], index: number): string {
  const upper = columns.map(({ x, bounds }) => point(x, bounds[index + 1]));
  const lower = columns.map(({ x, bounds }) => point(x, bounds[index])).reverse();
  return `M${[...upper, ...lower].join("L")}Z`;
}

function point(x: number, y = 0): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
