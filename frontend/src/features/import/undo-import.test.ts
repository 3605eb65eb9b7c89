import { expect, test, vi } from "vitest";

import { ApiError, problemToError } from "@/lib/api/problem";

import { leftToUndo, undo, undoAll, type UndoServer } from "./undo-import";

const STORED_AT = "2026-11-20T07:00:00Z";

const CREATED = { studentId: 3, createdAt: STORED_AT, isNew: true, faceIds: [8, 9] };
const FILLED = { ...CREATED, isNew: false };

/** What the server has of the student; without changes, what the import left. */
interface Stored {
  readonly student?: Partial<Awaited<ReturnType<UndoServer["readStudent"]>>>;
  readonly contents?: Partial<Awaited<ReturnType<UndoServer["readContents"]>>>;
  readonly faceIds?: readonly (number | null)[];
}

function makeServer({ student = {}, contents = {}, faceIds = [8, 9] }: Stored = {}) {
  const now = { name: "Ada", created_at: STORED_AT, updated_at: STORED_AT, last_seen_at: null };
  const counts = { embeddings: faceIds.length, corrections: 0, emotion_baselines: 0 };
  const photos = faceIds.map((face_id, index) => ({
    face_id,
    number: index + 1,
    quality: 0.9,
    agreement: 0.8,
    disagrees: false,
  }));
  return {
    readStudent: vi.fn(() => Promise.resolve({ ...now, ...student })),
    readContents: () => Promise.resolve({ ...counts, ...contents }),
    readEnrollment: () => Promise.resolve({ photos }),
    deleteStudent: vi.fn(() => Promise.resolve()),
    deleteFace: vi.fn<UndoServer["deleteFace"]>(() => Promise.resolve()),
  };
}

test("a student whom the import created is removed", async () => {
  const server = makeServer();
  expect(await undo(CREATED, server)).toEqual({ status: "removed", name: "Ada" });
  expect(server.deleteStudent).toHaveBeenCalledExactlyOnceWith(3);
});

test.each([
  ["created", CREATED],
  ["given photos", FILLED],
])(
  "another student who has the id since a backup was restored is not who was %s",
  async (_, trace) => {
    const later = "2026-11-21T07:00:00Z";
    const server = makeServer({ student: { created_at: later, updated_at: later } });
    expect(await undo(trace, server)).toEqual({ status: "gone" });
    expect(server.deleteStudent).not.toHaveBeenCalled();
    expect(server.deleteFace).not.toHaveBeenCalled();
  },
);

test("a student who was there keeps everything but the photos of the import", async () => {
  const server = makeServer({
    student: { last_seen_at: "2026-11-20T08:00:00Z", updated_at: "2026-11-20T08:00:00Z" },
    contents: { corrections: 2 },
    faceIds: [5, 6, 8, 9],
  });
  expect(await undo(FILLED, server)).toEqual({ status: "emptied", name: "Ada" });
  expect(server.deleteFace.mock.calls).toEqual([
    [3, 8],
    [3, 9],
  ]);
  expect(server.deleteStudent).not.toHaveBeenCalled();
});

test.each([
  ["all of the import's photos", [8, 9]],
  ["some of them", [9]],
  ["none any more", []],
])("a student who has %s and nothing else is removed", async (_, faceIds) => {
  expect(await undo(CREATED, makeServer({ faceIds }))).toMatchObject({ status: "removed" });
});

test.each<[string, string, Stored]>([
  ["seen", "was seen", { student: { last_seen_at: "2026-11-20T08:00:00Z" } }],
  ["changed", "was renamed", { student: { updated_at: "2026-11-20T08:00:00Z" } }],
  ["corrected", "was corrected to present, never seen", { contents: { corrections: 1 } }],
  ["baseline", "refused to be learned from", { contents: { emotion_baselines: 1 } }],
  ["more_photos", "got one more photo", { faceIds: [8, 9, 10] }],
  ["more_photos", "got as many photos in place of the import's", { faceIds: [10, 11] }],
  ["more_photos", "is just getting photos", { faceIds: [8, null] }],
  ["more_photos", "has photos of another network, too", { contents: { embeddings: 4 } }],
])("what was not the import's is never lost with it: %s, who %s", async (why, _, stored) => {
  const [server, trace] = [makeServer(stored), CREATED];
  expect(await undo(trace, server)).toEqual({ status: "kept", trace, name: "Ada", why });
  expect(server.deleteStudent).not.toHaveBeenCalled();
  expect(server.deleteFace).not.toHaveBeenCalled();
});

test("a student who is gone needs no undoing, and a failure is told", async () => {
  const notFound = new ApiError({ code: "student_not_found", status: 404, detail: "Gone." });
  const server = { ...makeServer(), readStudent: () => Promise.reject(notFound) };
  expect(await undo(CREATED, server)).toEqual({ status: "gone" });

  const broken = new ApiError({ code: "internal", status: 500, detail: "Broken." });
  const failing = { ...makeServer(), deleteStudent: () => Promise.reject(broken) };
  expect(await undo(CREATED, failing)).toEqual({
    status: "failed",
    trace: CREATED,
    detail: "Broken.",
    isAway: false,
  });
});

test("a student whom only a proxy does not find is not gone", async () => {
  const fromProxy = problemToError(404, "404 page not found");
  const server = { ...makeServer(), readStudent: () => Promise.reject(fromProxy) };
  expect(await undo(CREATED, server)).toMatchObject({ status: "failed", trace: CREATED });
});

test("who cannot be undone does not keep the others, until the server goes away", async () => {
  const traces = [1, 2, 3, 4, 5].map((studentId) => ({ ...CREATED, studentId }));
  const deleteStudent = vi.fn((studentId: number) => {
    const broken = new ApiError({ code: "internal", status: 500, detail: "Broken." });
    if (studentId === 2) return Promise.reject(broken);
    return studentId < 4 ? Promise.resolve() : Promise.reject(new TypeError("Failed to fetch"));
  });

  const undone = await undoAll(traces, { ...makeServer(), deleteStudent }, () => undefined);

  expect(undone.map(({ status }) => status)).toEqual([
    "removed",
    "failed",
    "removed",
    "failed",
    "failed",
  ]);
  expect(deleteStudent).toHaveBeenCalledTimes(4);
  expect(leftToUndo(undone).map(({ studentId }) => studentId)).toEqual([2, 4, 5]);
});
