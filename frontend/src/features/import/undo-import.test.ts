import { expect, test, vi } from "vitest";

import { ApiError } from "@/lib/api/problem";

import { undo, type UndoServer } from "./undo-import";

const CREATED = { studentId: 3, isNew: true, wasBlank: true, accepted: 2 };
const FILLED = { studentId: 3, isNew: false, wasBlank: true, accepted: 2 };

function makeServer(student: Partial<Awaited<ReturnType<UndoServer["readStudent"]>>> = {}) {
  const now = { name: "Ada", faces: 2, last_seen_at: null, ...student };
  return {
    readStudent: vi.fn(() => Promise.resolve(now)),
    deleteStudent: vi.fn(() => Promise.resolve()),
    deleteFaces: vi.fn(() => Promise.resolve()),
  };
}

test("a student whom the import created is removed", async () => {
  const server = makeServer();
  expect(await undo(CREATED, server)).toEqual({ status: "removed", name: "Ada" });
  expect(server.deleteStudent).toHaveBeenCalledExactlyOnceWith(3);
});

test("a student who was there keeps everything but the photos", async () => {
  const server = makeServer({ last_seen_at: "2026-11-20T08:00:00Z" });
  expect(await undo(FILLED, server)).toEqual({ status: "emptied", name: "Ada" });
  expect(server.deleteFaces).toHaveBeenCalledExactlyOnceWith(3);
  expect(server.deleteStudent).not.toHaveBeenCalled();
});

test.each([
  ["seen", CREATED, { last_seen_at: "2026-11-20T08:00:00Z" }],
  ["more_photos", CREATED, { faces: 3 }],
  ["more_photos", FILLED, { faces: 3 }],
  ["had_photos", { ...FILLED, wasBlank: false }, {}],
])("what was not the import's is never lost with it: %s", async (why, trace, student) => {
  const server = makeServer(student);
  expect(await undo(trace, server)).toEqual({ status: "kept", trace, name: "Ada", why });
  expect(server.deleteStudent).not.toHaveBeenCalled();
  expect(server.deleteFaces).not.toHaveBeenCalled();
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
