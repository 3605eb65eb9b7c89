import type { Face } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";

import { AttentionWatch, type Attention, type Look } from "./attention";
import type { RecentHistory } from "./recent-history";
import { EMPTY_ROSTER, isAway, withAttendance, withFaces, type Roster } from "./roster";
import { StepSeries, type Step } from "./step-series";

/** What the class's mood is shown of. */
export const MOOD_MS = 10 * 60_000;
/** What a student's trend is shown of. */
export const TREND_MS = 5 * 60_000;
/** Often enough for the eye; results come many times as often. */
const PUBLISHED_EVERY_MS = 400;
/** As often as the server stores. */
const SAMPLED_EVERY_MS = 1_000;

export type Trends = ReadonlyMap<number, readonly Step[]>;

/**
 * The class as it is now and was in the last minutes, from what cameras see: who is here, how they
 * look, and what is worth a teacher's eye. Whoever has results feeds it; it has no clock of its
 * own, so what changes by waiting alone ("away") is up to the view.
 */
export class ClassNow {
  readonly roster = new Store<Roster>(EMPTY_ROSTER);
  /** The class's emotions of the last minutes, oldest first. */
  readonly mood = new Store<readonly Step[]>([]);
  /** Each student's, in steps that are over. */
  readonly trends = new Store<Trends>(new Map());
  readonly attention = new Store<Attention | null>(null);

  readonly #watch = new AttentionWatch();
  #mood = new StepSeries(MOOD_MS);
  #trends = new Map<number, StepSeries>();
  #roster = EMPTY_ROSTER;
  #newestMs = 0;
  #sampledAtMs = 0;
  #publishedAtMs = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  /** Takes all faces that are in the picture, of all cameras together. */
  take(faces: readonly Face[], nowMs: number): void {
    this.#goTo(nowMs);
    this.#roster = withFaces(this.#roster, faces, nowMs);
    if (nowMs - this.#sampledAtMs >= SAMPLED_EVERY_MS) this.#sample(nowMs);
    if (nowMs - this.#publishedAtMs >= PUBLISHED_EVERY_MS) {
      this.#publishedAtMs = nowMs;
      this.#publishRoster();
    } else {
      // The last look before a pause is shown, too.
      this.#later ??= setTimeout(() => this.#publishRoster(), PUBLISHED_EVERY_MS);
    }
  }

  /** Adds what the server remembers of the class session from before this page looked. */
  fill({ attended, mood, trends }: RecentHistory, nowMs: number): void {
    this.#goTo(nowMs);
    this.#roster = withAttendance(this.#roster, attended, nowMs);
    this.#publishRoster();
    this.#mood.fill(mood);
    this.mood.set(this.#mood.steps);
    for (const [studentId, steps] of trends) this.#trendOf(studentId).fill(steps);
    this.#publishTrends();
  }

  /** Forgets everything: another class, or none. */
  clear(): void {
    this.#watch.clear();
    this.#mood = new StepSeries(MOOD_MS);
    this.#trends = new Map();
    this.#roster = EMPTY_ROSTER;
    this.#sampledAtMs = 0;
    this.#publishedAtMs = 0;
    this.#publishRoster();
    this.mood.set([]);
    this.trends.set(new Map());
    this.attention.set(null);
  }

  /** A clock that was set back makes all that was seen a matter of the future: it is forgotten. */
  #goTo(nowMs: number): void {
    if (nowMs < this.#newestMs) this.clear();
    this.#newestMs = nowMs;
  }

  #publishRoster(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.roster.set(this.#roster);
  }

  #sample(nowMs: number): void {
    const looks = this.#looks(nowMs);
    for (const { studentId, probabilities, lastSeenMs } of looks) {
      if (lastSeenMs <= this.#sampledAtMs) continue; // counted already
      this.#mood.add(probabilities, nowMs);
      this.#trendOf(studentId).add(probabilities, nowMs);
    }
    this.#sampledAtMs = nowMs;
    this.mood.set(this.#mood.steps);
    this.#publishTrends();
    this.attention.set(this.#watch.sample(looks, nowMs));
  }

  /** Everybody who is here and whose emotion is known. */
  #looks(nowMs: number): readonly (Look & { readonly lastSeenMs: number })[] {
    return [...this.#roster.entries.values()].flatMap((entry) => {
      const { studentId, emotion, lastSeenMs } = entry;
      if (emotion === null || isAway(entry, nowMs)) return [];
      return [{ studentId, lastSeenMs, probabilities: emotion.probabilities }];
    });
  }

  #trendOf(studentId: number): StepSeries {
    let trend = this.#trends.get(studentId);
    if (trend === undefined) {
      trend = new StepSeries(TREND_MS);
      this.#trends.set(studentId, trend);
    }
    return trend;
  }

  /** Only when a step is over, so that rows are not drawn anew every second. */
  #publishTrends(): void {
    const shown = this.trends.get();
    const isShown = ([studentId, { closed }]: [number, StepSeries]): boolean =>
      closed.length === 0 || shown.get(studentId) === closed;
    if ([...this.#trends].every(isShown)) return;
    this.trends.set(new Map([...this.#trends].map(([id, { closed }]) => [id, closed])));
  }
}
