import type { Schemas } from "@/lib/api/client";
import { mayBeDone, messageOf } from "@/lib/api/problem";
import { newIdempotencyKey } from "@/lib/idempotency-key";
import { Store } from "@/lib/store";
import { text } from "@/text";

import {
  photoOutcome,
  waitingOutcome,
  type PhotoOutcome,
  type StudentOutcome,
} from "./import-outcome";
import type { PlannedStudent } from "./import-plan";
import { patienceMs, type Sleep } from "./patience";
import type { SourceFile } from "./source-files";

type Created = Pick<Schemas["Student"], "id" | "created_at">;

/** What an import asks of the server. */
export interface ImportServer {
  readonly createStudent: (name: string, externalId: string | null) => Promise<Created>;
  /** The student that a request made whose answer was lost; null when it never arrived. */
  readonly findCreated: (name: string, externalId: string | null) => Promise<Created | null>;
  /** The same key means the same request, whose answer may have been lost. */
  readonly enroll: (
    studentId: number,
    photos: readonly File[],
    confirmedLookAlikes: readonly number[],
    idempotencyKey: string,
  ) => Promise<Pick<Schemas["EnrollmentReport"], "results" | "warnings">>;
}

export type RunPhase = "running" | "paused" | "stopping" | "finished" | "stopped";

export interface RunState {
  readonly phase: RunPhase;
  /** Whether it pauses because the server could not be reached. */
  readonly isOffline: boolean;
  readonly students: readonly StudentOutcome[];
}

interface ImportRunInit {
  readonly students: readonly PlannedStudent[];
  readonly server: ImportServer;
  /** Photos that the server takes in one request. */
  readonly photosAtOnce: number;
  readonly sleep: Sleep;
}

/** The server enrolls one upload at a time: with two of them it never waits for the network. */
const REQUESTS_AT_ONCE = 2;
/** Below the 40 MiB that the server takes by default. */
const BYTES_AT_ONCE = 32 * 1024 * 1024;

/**
 * Sends a plan to the server, student by student, and keeps what became of each. A request that was
 * sent is always waited for, so that what was done is known; a lost connection pauses the run.
 */
export class ImportRun {
  readonly state: Store<RunState>;
  readonly #server: ImportServer;
  readonly #photosAtOnce: number;
  readonly #sleep: Sleep;
  readonly #plan: ReadonlyMap<string, PlannedStudent>;
  readonly #waiting: PlannedStudent[];
  /** By student: whom somebody confirmed to be another person. */
  readonly #confirmed = new Map<string, ReadonlySet<number>>();
  #onGate: (() => void)[] = [];

  constructor({ students, server, photosAtOnce, sleep }: ImportRunInit) {
    this.#server = server;
    this.#photosAtOnce = photosAtOnce;
    this.#sleep = sleep;
    this.#plan = new Map(students.map((student) => [student.key, student]));
    this.#waiting = [...students];
    const outcomes = students.map(waitingOutcome);
    this.state = new Store<RunState>({ phase: "running", isOffline: false, students: outcomes });
  }

  /** Resolves when nothing is left to do, or when it was stopped. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, () => this.#work()));
    const wasStopped = this.state.get().phase === "stopping";
    this.#change({ phase: wasStopped ? "stopped" : "finished", isOffline: false });
  }

  pause(): void {
    if (this.state.get().phase === "running") this.#change({ phase: "paused" });
  }

  resume(): void {
    if (this.state.get().phase === "paused") this.#change({ phase: "running", isOffline: false });
    this.#openGate();
  }

  /** Ends it after the requests on their way. */
  stop(): void {
    const { phase } = this.state.get();
    if (phase === "running" || phase === "paused") this.#change({ phase: "stopping" });
    this.#openGate();
  }

  /**
   * Sends the photos again that were rejected for a look-alike: they are two people. The server may
   * then name a further one; who was confirmed stays so.
   */
  async confirmLookAlikes(key: string, lookAlikes: readonly number[]): Promise<void> {
    const planned = this.#plan.get(key);
    const outcome = this.#outcome(key);
    if (planned === undefined || outcome?.studentId == null) return;
    const paths = new Set(
      outcome.photos
        .filter((photo) => photo.status === "rejected" && photo.lookAlike !== null)
        .map(({ path }) => path),
    );
    const again = planned.photos.filter(({ path }) => paths.has(path));
    this.#changeStudent(key, { status: "running" });
    this.#judge(
      key,
      again.map(({ path }) => ({ path, status: "waiting" })),
    );
    const studentId = outcome.studentId;
    const confirmed = new Set([...(this.#confirmed.get(key) ?? []), ...lookAlikes]);
    this.#confirmed.set(key, confirmed);
    await this.#guard(key, () => this.#sendPhotos(key, studentId, again, [...confirmed]));
  }

  async #work(): Promise<void> {
    while (await this.#mayGoOn()) {
      const student = this.#waiting.shift();
      if (student === undefined) return;
      this.#changeStudent(student.key, { status: "running" });
      await this.#guard(student.key, async () => {
        const { id: studentId, created_at: createdAt } =
          student.existing ?? (await this.#create(student));
        this.#changeStudent(student.key, { studentId, createdAt });
        await this.#sendPhotos(student.key, studentId, student.photos, []);
      });
    }
  }

  async #guard(key: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#changeStudent(key, { status: "done" });
    } catch (error) {
      if (error instanceof StoppedError) this.#changeStudent(key, { status: "stopped" });
      else this.#changeStudent(key, { status: "failed", failure: messageOf(error) });
    }
  }

  async #create({ name, externalId }: PlannedStudent): Promise<Created> {
    const create = () => this.#server.createStudent(name, externalId);
    const find = async () => (await this.#server.findCreated(name, externalId)) ?? (await create());
    return this.#ask(create, find);
  }

  async #sendPhotos(
    key: string,
    studentId: number,
    photos: readonly SourceFile[],
    confirmed: readonly number[],
  ): Promise<void> {
    for (const batch of batchesOf(photos, this.#photosAtOnce)) {
      if (!(await this.#mayGoOn())) throw new StoppedError();
      const files = await this.#read(key, batch);
      if (files.length === 0) continue;
      const idempotencyKey = newIdempotencyKey();
      const send = () =>
        this.#server.enroll(
          studentId,
          files.map(({ file }) => file),
          confirmed,
          idempotencyKey,
        );
      try {
        const report = await this.#ask(send);
        const judged = files.flatMap(({ path }, index) => {
          const result = report.results[index];
          return result === undefined ? [] : [photoOutcome(path, result)];
        });
        this.#judge(key, judged);
        this.#changeStudent(key, { warnings: report.warnings.map(({ detail }) => detail) });
      } catch (error) {
        if (!(error instanceof StoppedError)) {
          const detail = messageOf(error);
          const failed = files.map(({ path }): PhotoOutcome => ({
            path,
            status: "failed",
            detail,
          }));
          this.#judge(key, failed);
        }
        throw error;
      }
    }
  }

  /** Reads a batch's files; those that cannot be read are told and left out. */
  async #read(
    key: string,
    batch: readonly SourceFile[],
  ): Promise<{ readonly path: string; readonly file: File }[]> {
    const files = [];
    for (const photo of batch) {
      try {
        const file = await photo.read();
        await file.slice(0, 1).arrayBuffer(); // a file that went away since is noticed here
        files.push({ path: photo.path, file });
      } catch {
        const detail = text.import.unreadable;
        this.#judge(key, [{ path: photo.path, status: "failed", detail }]);
      }
    }
    return files;
  }

  /** Asks, and asks again after a wait or a lost answer; then by `afterLoss`, where given. */
  async #ask<T>(call: () => Promise<T>, afterLoss: () => Promise<T> = call): Promise<T> {
    let next = call;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await next();
      } catch (error) {
        if (mayBeDone(error)) next = afterLoss;
        if (!(error instanceof TypeError && this.#pauseOffline())) {
          const waitMs = patienceMs(error, attempt);
          if (waitMs === null) throw error;
          await this.#sleep(waitMs);
        }
      }
      if (!(await this.#mayGoOn())) throw new StoppedError();
    }
  }

  /** False where nothing is left that could wait for the connection. */
  #pauseOffline(): boolean {
    const { phase } = this.state.get();
    if (phase === "running" || phase === "paused")
      this.#change({ phase: "paused", isOffline: true });
    return !isOver(phase);
  }

  /** Waits while paused; false when it is to end. */
  async #mayGoOn(): Promise<boolean> {
    while (this.state.get().phase === "paused") {
      await new Promise<void>((resolve) => this.#onGate.push(resolve));
    }
    return this.state.get().phase !== "stopping";
  }

  #openGate(): void {
    const waiting = this.#onGate;
    this.#onGate = [];
    for (const goOn of waiting) goOn();
  }

  #judge(key: string, judged: readonly PhotoOutcome[]): void {
    const byPath = new Map(judged.map((photo) => [photo.path, photo]));
    const photos = this.#outcome(key)?.photos.map((photo) => byPath.get(photo.path) ?? photo);
    if (photos !== undefined) this.#changeStudent(key, { photos });
  }

  #outcome(key: string): StudentOutcome | undefined {
    return this.state.get().students.find((student) => student.key === key);
  }

  #changeStudent(key: string, change: Partial<StudentOutcome>): void {
    const { students } = this.state.get();
    this.#change({
      students: students.map((student) =>
        student.key === key ? { ...student, ...change } : student,
      ),
    });
  }

  #change(change: Partial<RunState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}

/** The run is to end; nothing is wrong. */
class StoppedError extends Error {}

/** Whether nothing more will be sent. */
export function isOver(phase: RunPhase): boolean {
  return phase === "finished" || phase === "stopped";
}

/** Photos of one student that go in one request: together, since they are judged together. */
export function batchesOf(
  photos: readonly SourceFile[],
  atOnce: number,
): readonly (readonly SourceFile[])[] {
  const batches: SourceFile[][] = [];
  let bytes = 0;
  for (const photo of photos) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= atOnce || bytes + photo.size > BYTES_AT_ONCE) {
      batches.push([photo]);
      bytes = photo.size;
    } else {
      last.push(photo);
      bytes += photo.size;
    }
  }
  return batches;
}
