/** Figures over the last seconds of a stream. */
export interface StreamFigures {
  readonly framesPerSecond: number;
  /** Median time from capture to answer; null before the first answer. */
  readonly latencyMs: number | null;
  readonly dropped: number;
  /** Answered with an error. */
  readonly failed: number;
}

export const NO_FIGURES: StreamFigures = {
  framesPerSecond: 0,
  latencyMs: null,
  dropped: 0,
  failed: 0,
};

const SPAN_MS = 3_000;
/** From here on a box is seen to follow its face from behind. */
const LATE_MS = 800;

export function isLate({ latencyMs }: StreamFigures): boolean {
  return latencyMs !== null && latencyMs > LATE_MS;
}

/** Whether frames were answered, and none of them with a result. */
export function isFailing({ latencyMs, failed }: StreamFigures): boolean {
  return failed > 0 && latencyMs === null;
}

/** Of a slow stream with one decimal: 0.7 is not 1. */
export function rateText({ framesPerSecond }: StreamFigures): string {
  return framesPerSecond.toFixed(framesPerSecond < 9.95 ? 1 : 0);
}

export function latencyText({ latencyMs }: StreamFigures): string {
  return latencyMs?.toFixed(0) ?? "–";
}

interface Answer {
  readonly atMs: number;
  readonly kind: "result" | "dropped" | "failed";
  /** Of a result. */
  readonly latencyMs?: number;
}

/** Counts answers in a sliding span of three seconds. */
export class StreamStats {
  #answers: Answer[] = [];

  result(atMs: number, latencyMs: number): void {
    this.#answers.push({ atMs, kind: "result", latencyMs });
  }

  dropped(atMs: number): void {
    this.#answers.push({ atMs, kind: "dropped" });
  }

  failed(atMs: number): void {
    this.#answers.push({ atMs, kind: "failed" });
  }

  clear(): void {
    this.#answers = [];
  }

  figures(nowMs: number): StreamFigures {
    this.#answers = this.#answers.filter(({ atMs }) => nowMs - atMs < SPAN_MS);
    const latencies = this.#answers
      .flatMap(({ latencyMs }) => latencyMs ?? [])
      .sort((a, b) => a - b);
    const first = this.#answers[0];
    const spanMs = first === undefined ? SPAN_MS : Math.max(1_000, nowMs - first.atMs);
    return {
      framesPerSecond: (latencies.length * 1000) / spanMs,
      latencyMs: latencies[Math.floor(latencies.length / 2)] ?? null,
      dropped: this.#count("dropped"),
      failed: this.#count("failed"),
    };
  }

  #count(kind: Answer["kind"]): number {
    return this.#answers.filter((answer) => answer.kind === kind).length;
  }
}
