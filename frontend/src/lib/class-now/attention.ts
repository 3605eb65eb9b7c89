import type { Shares } from "./step-series";

/** So few in the room could tell who is meant. */
export const FEWEST_PRESENT = 5;
/** Fewer than these are no matter of the class. */
export const FEWEST_MEANT = 3;

/** What a teacher may want to react to, whichever five emotions are shown. */
export type WatchedLabel = "angry" | "sad" | "tired";
const WATCHED_LABELS: readonly WatchedLabel[] = ["angry", "sad", "tired"];
/** A look counts from here on, and until it has gone below the lower one. */
const STARTS_AT = 0.5;
const ENDS_BELOW = 0.35;
/** Of the mean over a student's last moments, in seconds: a yawn passes. */
const MEMORY_SECONDS = 15;
/** What is said changes only when something else has held for so long. */
const HOLDS_FOR_MS = 10_000;
/** After a pause of this length what was seen before says nothing. */
const FORGETS_AFTER_MS = 15_000;

export interface Attention {
  readonly label: WatchedLabel;
  readonly count: number;
}

/** One look at a student. */
export interface Look {
  readonly studentId: number;
  readonly probabilities: Shares;
}

interface Watched {
  readonly mean: Map<string, number>;
  readonly shown: Set<WatchedLabel>;
}

/** How many look tired, sad or angry: said calmly, and only of groups in which nobody stands out. */
export class AttentionWatch {
  readonly #students = new Map<number, Watched>();
  #said: Attention | null = null;
  #otherSinceMs: number | null = null;
  #atMs: number | null = null;

  /** Takes one look at everybody who is here, about once a second; gives what to say. */
  sample(looks: readonly Look[], nowMs: number): Attention | null {
    const seconds = this.#atMs === null ? 0 : (nowMs - this.#atMs) / 1000;
    if (seconds * 1000 > FORGETS_AFTER_MS) this.clear();
    this.#atMs = nowMs;
    const here = new Set(looks.map(({ studentId }) => studentId));
    for (const studentId of this.#students.keys()) {
      if (!here.has(studentId)) this.#students.delete(studentId);
    }
    for (const look of looks) this.#look(look, seconds);
    this.#say(this.#largestGroup(), nowMs);
    return this.#said;
  }

  clear(): void {
    this.#students.clear();
    this.#said = null;
    this.#otherSinceMs = null;
    this.#atMs = null;
  }

  #look({ studentId, probabilities }: Look, seconds: number): void {
    let watched = this.#students.get(studentId);
    if (watched === undefined) {
      watched = { mean: new Map(Object.entries(probabilities)), shown: new Set() };
      this.#students.set(studentId, watched);
    }
    const weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
    for (const label of WATCHED_LABELS) {
      const before = watched.mean.get(label) ?? 0;
      const mean = before + weight * ((probabilities[label] ?? 0) - before);
      watched.mean.set(label, mean);
      if (mean >= STARTS_AT) watched.shown.add(label);
      else if (mean < ENDS_BELOW) watched.shown.delete(label);
    }
  }

  #largestGroup(): Attention | null {
    if (this.#students.size < FEWEST_PRESENT) return null;
    const groups = WATCHED_LABELS.map((label) => ({ label, count: this.#countOf(label) }));
    const largest = groups.reduce((best, group) => (group.count > best.count ? group : best));
    return largest.count < FEWEST_MEANT ? null : largest;
  }

  #countOf(label: WatchedLabel): number {
    return [...this.#students.values()].filter(({ shown }) => shown.has(label)).length;
  }

  #say(seen: Attention | null, nowMs: number): void {
    if (isSame(seen, this.#said)) {
      this.#otherSinceMs = null;
      return;
    }
    this.#otherSinceMs ??= nowMs;
    if (nowMs - this.#otherSinceMs < HOLDS_FOR_MS) return;
    this.#said = seen;
    this.#otherSinceMs = null;
  }
}

function isSame(a: Attention | null, b: Attention | null): boolean {
  return a?.label === b?.label && a?.count === b?.count;
}
