import { expect, test } from "vitest";

import { ApiError, problemToError } from "@/lib/api/problem";
import { text } from "@/text";

import { acceptedOf, lookAlikesOf, tallyOf, warningsOf } from "./import-outcome";
import type { PlannedStudent } from "./import-plan";
import { batchesOf, ImportRun, type ImportServer } from "./import-run";
import type { SourceFile } from "./source-files";

function makePhoto(path: string, size = 10): SourceFile {
  return { path, size, read: () => Promise.resolve(new File(["x"], path)) };
}

function makeStudent(name: string, photos: readonly SourceFile[] = [makePhoto(`${name}.jpg`)]) {
  const student: PlannedStudent = {
    key: name,
    name,
    externalId: null,
    photos,
    existing: null,
    notes: [],
    isAdvised: true,
  };
  return student;
}

interface Rejection {
  readonly code: "too_dark" | "resembles_another_student";
  readonly student_id?: number;
}

const CREATED_AT = "2026-11-20T07:55:12Z";

/** A server in memory; `trouble` may throw before it does what is asked. */
class FakeServer implements ImportServer {
  readonly created: string[] = [];
  readonly received: { studentId: number; photos: string[]; confirmed: readonly number[] }[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  /** Of several look-alikes the first one that nobody confirmed is told. */
  rejections: Readonly<Record<string, Rejection | readonly Rejection[]>> = {};
  trouble: (what: string) => Promise<void> | void = () => undefined;
  troubleAfter: (what: string) => void = () => undefined;

  createStudent = (name: string) =>
    this.#during(`create ${name}`, () => {
      this.created.push(name);
      return { id: this.created.length, created_at: CREATED_AT };
    });

  findCreated = (name: string) =>
    this.#during(`find ${name}`, () => {
      const index = this.created.indexOf(name);
      return index < 0 ? null : { id: index + 1, created_at: CREATED_AT };
    });

  readonly keys: string[] = [];

  enroll = (
    studentId: number,
    files: readonly File[],
    confirmed: readonly number[],
    idempotencyKey: string,
  ) =>
    this.#during(`enroll ${studentId}`, () => {
      this.keys.push(idempotencyKey);
      this.received.push({ studentId, photos: files.map(({ name }) => name), confirmed });
      return {
        results: files.map(({ name }, index) => this.#report(index, name, confirmed)),
        warnings: [{ code: "few_angles" as const, detail: "One view.", student_id: null }],
      };
    });

  async #during<T>(what: string, work: () => T): Promise<T> {
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    try {
      await this.trouble(what);
      const answer = work();
      this.troubleAfter(what);
      return answer;
    } finally {
      this.atOnce -= 1;
    }
  }

  #report(index: number, filename: string, confirmed: readonly number[]) {
    const rejection = [this.rejections[filename] ?? []]
      .flat()
      .find(({ student_id }) => !confirmed.includes(student_id ?? 0));
    const reasons =
      rejection === undefined ? [] : [{ student_id: null, detail: "No.", ...rejection }];
    const accepted = reasons.length === 0;
    const measurements = { faces_found: 1 };
    const face_id = accepted ? 100 + index : null;
    return { index, filename, accepted, face_id, reasons, warnings: [], measurements };
  }
}

function makeRun(server: FakeServer, students: readonly PlannedStudent[]) {
  const slept: number[] = [];
  const sleep = (ms: number) => {
    slept.push(ms);
    return Promise.resolve();
  };
  return { run: new ImportRun({ students, server, photosAtOnce: 3, sleep }), slept };
}

const refused = (status: number, retryAfterSeconds: number | null = null) =>
  new ApiError({ code: "refused", status, detail: `HTTP ${status}`, retryAfterSeconds });

const outcomes = (run: ImportRun) => run.state.get().students;

test("every student is created and gets the photos", async () => {
  const server = new FakeServer();
  const { run } = makeRun(
    server,
    ["Ada", "Bob", "Cem"].map((name) => makeStudent(name)),
  );

  await run.start();

  expect(run.state.get().phase).toBe("finished");
  expect(server.created).toEqual(["Ada", "Bob", "Cem"]);
  expect(outcomes(run)).toMatchObject(
    [1, 2, 3].map((studentId) => ({ studentId, createdAt: CREATED_AT, status: "done" })),
  );
  expect(tallyOf(outcomes(run))).toMatchObject({ created: 3, accepted: 3, progress: 1 });
});

test("there are never more than two requests on their way", async () => {
  const server = new FakeServer();
  const { run } = makeRun(
    server,
    Array.from({ length: 20 }, (_, n) => makeStudent(`S${n}`)),
  );
  await run.start();
  expect(server.mostAtOnce).toBe(2);
});

test("a student whom the server has gets photos and is not created again", async () => {
  const server = new FakeServer();
  const existing = {
    id: 9,
    name: "Ada",
    external_id: null,
    created_at: CREATED_AT,
    faces: 0,
    other_faces: 0,
    kept_photos: 0,
  };
  const { run } = makeRun(server, [{ ...makeStudent("Ada"), existing }]);

  await run.start();

  expect(server.created).toEqual([]);
  expect(server.received).toEqual([{ studentId: 9, photos: ["Ada.jpg"], confirmed: [] }]);
  expect(tallyOf(outcomes(run))).toMatchObject({ created: 0, filled: 1 });
});

test("rejected photos keep the server's words", async () => {
  const server = new FakeServer();
  server.rejections = { "b.jpg": { code: "too_dark" } };
  const { run } = makeRun(server, [makeStudent("Ada", [makePhoto("a.jpg"), makePhoto("b.jpg")])]);

  await run.start();

  expect(outcomes(run)[0]?.photos).toEqual([
    { path: "a.jpg", status: "accepted", faceId: 100, warnings: [] },
    { path: "b.jpg", status: "rejected", reasons: ["No."], lookAlike: null },
  ]);
  expect(outcomes(run).map(warningsOf)).toEqual([["One view."]]);
});

test("a look-alike's photos are sent again once they are said to be two people", async () => {
  const server = new FakeServer();
  server.rejections = { "a.jpg": { code: "resembles_another_student", student_id: 4 } };
  const { run } = makeRun(server, [makeStudent("Ada", [makePhoto("a.jpg"), makePhoto("b.jpg")])]);
  await run.start();
  expect(outcomes(run).map(lookAlikesOf)).toEqual([[4]]);

  await run.confirmLookAlikes("Ada", [4]);

  expect(server.received.at(-1)).toEqual({ studentId: 1, photos: ["a.jpg"], confirmed: [4] });
  expect(outcomes(run).map(acceptedOf)).toEqual([2]);
});

test("only a look-alike's photos are sent again, and are shown as on their way", async () => {
  const server = new FakeServer();
  server.rejections = {
    "a.jpg": { code: "resembles_another_student", student_id: 4 },
    "b.jpg": { code: "too_dark" },
  };
  const { run } = makeRun(server, [makeStudent("Ada", [makePhoto("a.jpg"), makePhoto("b.jpg")])]);
  await run.start();

  const sent = run.confirmLookAlikes("Ada", [4]);
  expect(outcomes(run)[0]).toMatchObject({
    status: "running",
    photos: [{ status: "waiting" }, { status: "rejected" }],
  });
  await sent;

  expect(server.received.at(-1)?.photos).toEqual(["a.jpg"]);
  expect(outcomes(run)[0]).toMatchObject({
    status: "done",
    photos: [{ status: "accepted" }, { status: "rejected" }],
  });
});

test("without a connection a look-alike's photos are told as not sent, and the report stays", async () => {
  const server = new FakeServer();
  server.rejections = { "Ada.jpg": { code: "resembles_another_student", student_id: 4 } };
  const { run } = makeRun(server, [makeStudent("Ada")]);
  await run.start();
  let losses = 3;
  server.trouble = () => {
    if ((losses -= 1) >= 0) throw new TypeError("Failed to fetch");
  };

  await run.confirmLookAlikes("Ada", [4]);

  expect(run.state.get().phase).toBe("finished");
  expect(outcomes(run)[0]).toMatchObject({
    status: "failed",
    failure: text.problems.unreachable,
    photos: [{ status: "failed" }],
  });
});

test("of several look-alikes one after the other can be said to be somebody else", async () => {
  const server = new FakeServer();
  const code = "resembles_another_student";
  server.rejections = {
    "Ada.jpg": [
      { code, student_id: 4 },
      { code, student_id: 7 },
    ],
  };
  const { run } = makeRun(server, [makeStudent("Ada")]);
  await run.start();

  await run.confirmLookAlikes("Ada", [4]);
  expect(outcomes(run).map(lookAlikesOf)).toEqual([[7]]);
  await run.confirmLookAlikes("Ada", [7]);

  expect(server.received.map(({ confirmed }) => confirmed)).toEqual([[], [4], [4, 7]]);
  expect(outcomes(run).map(acceptedOf)).toEqual([1]);
});

test("a server that wants a pause gets it, as long as it says", async () => {
  const server = new FakeServer();
  let refusals = 2;
  server.trouble = () => {
    refusals -= 1;
    if (refusals >= 0) throw refused(429, 3);
  };
  const { run, slept } = makeRun(server, [makeStudent("Ada")]);

  await run.start();

  expect(slept).toEqual([3000, 3000]);
  expect(outcomes(run)[0]?.status).toBe("done");
});

test("a proxy in trouble is asked again ever later, and not for ever", async () => {
  const server = new FakeServer();
  server.trouble = () => {
    throw refused(503);
  };
  const { run, slept } = makeRun(server, [makeStudent("Ada")]);

  await run.start();

  expect(slept).toEqual([1000, 2000, 4000, 8000]);
  expect(outcomes(run)[0]).toMatchObject({ status: "failed", failure: "HTTP 503" });
});

test("a server that starts anew is asked when it says, and a busy one for minutes, not for ever", async () => {
  const server = new FakeServer();
  let [starting, busy] = [2, 100];
  server.trouble = (what) => {
    if ((starting -= 1) >= 0) throw refused(503, 7);
    if (what === "create Bob" && (busy -= 1) >= 0) throw refused(429, 10);
  };
  const { run, slept } = makeRun(server, [makeStudent("Ada", [])]);
  await run.start();
  expect(slept).toEqual([7000, 7000]);

  const patient = makeRun(server, [makeStudent("Bob", [])]);
  await patient.run.start();
  expect(patient.slept).toHaveLength(29);
  expect(outcomes(patient.run)[0]).toMatchObject({ status: "failed", failure: "HTTP 429" });
});

test("one student's failure leaves the others alone", async () => {
  const server = new FakeServer();
  server.trouble = (what) => {
    if (what === "create Ada") throw refused(409);
    if (what === "enroll 1") throw refused(413);
  };
  const { run } = makeRun(
    server,
    ["Ada", "Bob", "Cem"].map((name) => makeStudent(name)),
  );

  await run.start();

  expect(outcomes(run).map(({ status, failure }) => [status, failure])).toEqual([
    ["failed", "HTTP 409"],
    ["failed", "HTTP 413"],
    ["done", null],
  ]);
  expect(outcomes(run)[1]?.photos[0]).toMatchObject({ status: "failed", detail: "HTTP 413" });
});

test("a lost connection pauses the run, which then goes on where it was", async () => {
  const server = new FakeServer();
  let isDown = true;
  server.trouble = () => {
    if (isDown) throw new TypeError("Failed to fetch");
  };
  const { run } = makeRun(server, [makeStudent("Ada"), makeStudent("Bob")]);
  const ended = run.start();
  await untilPaused(run);
  expect(run.state.get().isOffline).toBe(true);

  isDown = false;
  run.resume();
  expect(run.state.get()).toMatchObject({ phase: "running", isOffline: false });
  await ended;

  expect(server.created).toEqual(["Ada", "Bob"]);
  expect(run.state.get()).toMatchObject({ phase: "finished", isOffline: false });
});

test("a student whose creation got lost on the way back is not created twice", async () => {
  const server = new FakeServer();
  let isLost = true;
  server.troubleAfter = () => {
    if (isLost) throw new TypeError("Failed to fetch");
  };
  const { run } = makeRun(server, [makeStudent("Ada")]);
  const ended = run.start();
  await untilPaused(run);

  isLost = false;
  run.resume();
  await ended;

  expect(server.created).toEqual(["Ada"]);
  expect(outcomes(run)[0]).toMatchObject({ status: "done", studentId: 1 });
});

test.each([
  ["the server stopped meanwhile", 503, { code: "shutting_down", detail: "Stopped." }],
  ["a proxy lost the server", 502, "<h1>502 Bad Gateway</h1>"],
  ["a proxy waited for too long", 504, "<h1>504 Gateway Time-out</h1>"],
])("a student who was created while %s is not created twice", async (_case, status, body) => {
  const server = new FakeServer();
  let losses = 1;
  server.troubleAfter = () => {
    losses -= 1;
    if (losses >= 0) throw problemToError(status, body);
  };
  const { run } = makeRun(server, [makeStudent("Ada")]);

  await run.start();

  expect(server.created).toEqual(["Ada"]);
  expect(outcomes(run)[0]).toMatchObject({ status: "done", studentId: 1 });
});

test("a creation that was only put off is asked again, and nobody is looked for", async () => {
  const server = new FakeServer();
  const asked: string[] = [];
  server.trouble = (what) => {
    asked.push(what);
    if (asked.length === 1) throw refused(429, 1);
  };
  const { run } = makeRun(server, [makeStudent("Ada", [])]);

  await run.start();

  expect(asked).toEqual(["create Ada", "create Ada"]);
});

test("photos whose answer got lost are sent again as the same request", async () => {
  const server = new FakeServer();
  let isLost = true;
  server.troubleAfter = (what) => {
    if (isLost && what === "enroll 1") throw new TypeError("Failed to fetch");
  };
  const { run } = makeRun(server, [makeStudent("Ada"), makeStudent("Bob")]);
  const ended = run.start();
  await untilPaused(run);

  isLost = false;
  run.resume();
  await ended;

  const keys = server.received.map(({ studentId }, index) => [studentId, server.keys[index]]);
  const ofAda = keys.filter(([studentId]) => studentId === 1).map(([, key]) => key);
  const ofBob = keys.filter(([studentId]) => studentId === 2).map(([, key]) => key);
  expect(ofAda).toEqual([ofAda[0], ofAda[0]]);
  expect(ofBob).toHaveLength(1);
  expect(ofBob[0]).not.toBe(ofAda[0]);
});

test("while it pauses nothing is sent, and what was on its way is kept", async () => {
  const server = new FakeServer();
  const { run } = makeRun(
    server,
    ["Ada", "Bob", "Cem"].map((name) => makeStudent(name)),
  );
  server.trouble = (what) => {
    if (what === "create Ada") run.pause();
  };
  const ended = run.start();
  await untilPaused(run);
  await settled();
  expect(server.created).toEqual(["Ada", "Bob"]);
  expect(server.received).toEqual([]);

  run.resume();
  await ended;
  expect(server.received).toHaveLength(3);
});

test("stopped, it ends after what was on its way and says what is left", async () => {
  const server = new FakeServer();
  const { run } = makeRun(
    server,
    ["Ada", "Bob", "Cem"].map((name) => makeStudent(name)),
  );
  server.trouble = (what) => {
    if (what === "enroll 1") run.stop();
  };

  await run.start();

  expect(run.state.get().phase).toBe("stopped");
  expect(server.created).toEqual(["Ada", "Bob"]);
  expect(outcomes(run).map(({ status }) => status)).toEqual([
    "done",
    expect.any(String),
    "waiting",
  ]);
  expect(outcomes(run).map(({ failure }) => failure)).toEqual([null, null, null]);
  expect(tallyOf(outcomes(run))).toMatchObject({ created: 2 });
});

test("stopped between two requests for a student it says so, and that is no failure", async () => {
  const server = new FakeServer();
  const photos = [1, 2, 3, 4].map((number) => makePhoto(`${number}.jpg`));
  const { run } = makeRun(server, [makeStudent("Ada", photos)]);
  server.trouble = (what) => {
    if (what === "enroll 1") run.stop();
  };

  await run.start();

  expect(outcomes(run)[0]).toMatchObject({ status: "stopped", failure: null });
  expect(tallyOf(outcomes(run))).toMatchObject({ accepted: 3, unsent: 1, failed: 0 });
});

test("stopped while the server cannot be reached it ends, and asks no more", async () => {
  const server = new FakeServer();
  server.trouble = () => {
    throw new TypeError("Failed to fetch");
  };
  const { run } = makeRun(server, [makeStudent("Ada"), makeStudent("Bob")]);
  const ended = run.start();
  await untilPaused(run);
  expect(run.state.get().isOffline).toBe(true);

  run.stop();
  await ended;

  expect(run.state.get()).toMatchObject({ phase: "stopped", isOffline: false });
  expect(outcomes(run).map(({ status }) => status)).toEqual(["stopped", "stopped"]);
});

test("what is through can be neither paused nor stopped", async () => {
  const { run } = makeRun(new FakeServer(), [makeStudent("Ada")]);
  await run.start();

  run.pause();
  run.stop();

  expect(run.state.get().phase).toBe("finished");
});

test("a pause can be ended by stopping", async () => {
  const server = new FakeServer();
  const { run } = makeRun(server, [makeStudent("Ada"), makeStudent("Bob")]);
  run.pause();
  const ended = run.start();
  run.stop();
  await ended;
  expect(run.state.get().phase).toBe("stopped");
  expect(server.created).toEqual([]);
});

const gone = new DOMException("gone", "NotFoundError");

test.each([
  ["when it is opened", () => Promise.reject(gone)],
  [
    "when its bytes are",
    () => {
      const part = { arrayBuffer: () => Promise.reject(gone) } as unknown as Blob;
      return Promise.resolve(Object.assign(new File([], "a.jpg"), { slice: () => part }));
    },
  ],
])("a photo that cannot be read %s is told, and the others are sent", async (_, read) => {
  const server = new FakeServer();
  const lost = { ...makePhoto("a.jpg"), read };
  const { run } = makeRun(server, [makeStudent("Ada", [lost, makePhoto("b.jpg")])]);

  await run.start();

  expect(server.received[0]?.photos).toEqual(["b.jpg"]);
  expect(outcomes(run)[0]?.photos[0]).toMatchObject({
    status: "failed",
    detail: text.import.unreadable,
  });
});

test("of photos that can none be read nothing is sent", async () => {
  const server = new FakeServer();
  const lost = { ...makePhoto("a.jpg"), read: () => Promise.reject(gone) };
  const { run } = makeRun(server, [makeStudent("Ada", [lost])]);

  await run.start();

  expect(server.received).toEqual([]);
  expect(outcomes(run)[0]).toMatchObject({ status: "done", photos: [{ status: "failed" }] });
});

test.each([
  ["few", [1, 1], [2]],
  ["more than the server takes at once", [1, 1, 1, 1], [3, 1]],
  ["large ones", [20e6, 20e6, 5e6], [1, 2]],
  ["none", [], []],
])("photos go together as far as the server takes them: %s", (_, sizes, expected) => {
  const photos = sizes.map((size, index) => makePhoto(`${index}.jpg`, size));
  expect(batchesOf(photos, 3).map(({ length }) => length)).toEqual(expected);
});

function untilPaused(run: ImportRun): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (run.state.get().phase === "paused") resolve();
    };
    run.state.subscribe(look);
    look();
  });
}

/** Everything that can go on without a timer has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
