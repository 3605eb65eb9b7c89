import { expect, test, vi } from "vitest";

import { ApiError } from "@/lib/api/problem";

import { undo, type UndoServer } from "./undo-import";

const CREATED = { studentId: 3, isNew: true, faceIds: [8, 9] };
const FILLED = { studentId: 3, isNew: false, faceIds: [8, 9] };

function makeServer(student: Partial<Awaited<ReturnType<UndoServer["readStudent"]>>> = {}) {
  const now = { name: "Ada", faces: 2, last_seen_at: null, ...student };
  return {
    readStudent: vi.fn(() => Promise.resolve(now)),
    deleteStudent: vi.fn(() => Promise.resolve()),
    deleteFace: vi.fn<UndoServer["deleteFace"]>(() => Promise.resolve()),
  };
}

test("a student whom the import created is removed", async () => {
  const server = makeServer();
  expect(await undo(CREATED, server)).toEqual({ status: "removed", name: "Ada" });
  expect(server.deleteStudent).toHaveBeenCalledExactlyOnceWith(3);
});

test("a student who was there keeps everything but the photos of the import", async () => {
  const server = makeServer({ last_seen_at: "2026-11-20T08:00:00Z", faces: 7 });
  expect(await undo(FILLED, server)).toEqual({ status: "emptied", name: "Ada" });
  expect(server.deleteFace.mock.calls).toEqual([
    [3, 8],
    [3, 9],
  ]);
  expect(server.deleteStudent).not.toHaveBeenCalled();
});

test.each([
  ["seen", CREATED, { last_seen_at: "2026-11-20T08:00:00Z" }],
  ["more_photos", CREATED, { faces: 3 }],
])("what was not the import's is never lost with it: %s", async (why, trace, student) => {
  const server = makeServer(student);
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
  });
});
