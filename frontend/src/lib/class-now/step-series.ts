/** As the finest step of the server's history, and like it aligned to the epoch: both fit together. */
export const STEP_MS = 10_000;

/** What was seen within one step. */
export interface Step {
  readonly startMs: number;
  /** Mean probability of each emotion; they sum to 1. */
  readonly shares: Shares;
  /** How many looks at a face the means are made of. */
  readonly samples: number;
}

export type Shares = Readonly<Record<string, number>>;

interface OpenStep {
  readonly startMs: number;
  readonly sums: Map<string, number>;
  samples: number;
}

/** Emotions of the last minutes in steps, oldest first. Steps in which nothing was seen are missing. */
export class StepSeries {
  readonly #keptMs: number;
  #closed: readonly Step[] = [];
  #open: OpenStep | null = null;

  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  /** The steps that are over; another array only when one has been added. */
  get closed(): readonly Step[] {
    return this.#closed;
  }

  /** All steps, with the one that goes on. */
  get steps(): readonly Step[] {
    return this.#open === null ? this.#closed : merged(this.#closed, [closedStep(this.#open)]);
  }

  add(probabilities: Shares, nowMs: number): void {
    const open = this.#openAt(Math.floor(nowMs / STEP_MS) * STEP_MS);
    open.samples += 1;
    for (const [label, probability] of Object.entries(probabilities)) {
      open.sums.set(label, (open.sums.get(label) ?? 0) + probability);
    }
  }

  /** Adds steps that others have seen; of two for one time the one that knows more is kept. */
  fill(steps: readonly Step[]): void {
    const all = merged(this.#closed, steps);
    const newestMs = Math.max(all.at(-1)?.startMs ?? 0, this.#open?.startMs ?? 0);
    this.#closed = all.filter(({ startMs }) => startMs > newestMs - this.#keptMs);
  }

  #openAt(startMs: number): OpenStep {
    const over = this.#open;
    if (over?.startMs === startMs) return over;
    const open = { startMs, sums: new Map<string, number>(), samples: 0 };
    this.#open = open;
    if (over !== null) this.fill([closedStep(over)]);
    return open;
  }
}

function closedStep({ startMs, sums, samples }: OpenStep): Step {
  const shares = Object.fromEntries([...sums].map(([label, sum]) => [label, sum / samples]));
  return { startMs, shares, samples };
}

function merged(steps: readonly Step[], others: readonly Step[]): readonly Step[] {
  const byStart = new Map(steps.map((step) => [step.startMs, step]));
  for (const step of others) {
    const before = byStart.get(step.startMs);
    if (before === undefined || step.samples > before.samples) byStart.set(step.startMs, step);
  }
  return [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
}

/** The steps that reach into the time from `fromMs` on. */
export function stepsSince(steps: readonly Step[], fromMs: number): readonly Step[] {
  return steps.filter(({ startMs }) => startMs + STEP_MS > fromMs);
}

/** The mean of all steps, each by how much was seen in it; empty when there is none. */
export function meanShares(steps: readonly Step[]): Shares {
  const sums = new Map<string, number>();
  let samples = 0;
  for (const step of steps) {
    samples += step.samples;
    for (const [label, share] of Object.entries(step.shares)) {
      sums.set(label, (sums.get(label) ?? 0) + share * step.samples);
    }
  }
  return Object.fromEntries([...sums].map(([label, sum]) => [label, sum / samples]));
}

/** The labels with the largest shares, the largest first. */
export function strongest(shares: Shares, count: number): readonly string[] {
  return Object.entries(shares)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([label]) => label);
}
