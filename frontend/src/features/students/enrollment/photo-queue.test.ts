import { expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";

import { photoQueue } from "./photo-queue";

function makePhoto(id: number) {
  return { id, file: new File([], `${id}.jpg`), url: `blob:${id}` };
}

function makeReport(index: number, reasons: string[] = []): Schemas["FaceReport"] {
  return {
    index,
    filename: null,
    accepted: reasons.length === 0,
    face_id: reasons.length === 0 ? 100 + index : null,
    reasons: reasons.map((detail) => ({ code: "too_dark", detail })),
    warnings: [],
    measurements: { faces_found: 1 },
  };
}

test("photos that were added wait for their verdict, newest first", () => {
  const first = photoQueue([], { type: "added", photos: [makePhoto(1)] });

  const photos = photoQueue(first, { type: "added", photos: [makePhoto(2), makePhoto(3)] });

  expect(photos.map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(photos.every(({ verdict }) => verdict.status === "sending")).toBe(true);
});

test("each photo gets the verdict of its place in the upload", () => {
  const sent = photoQueue([], { type: "added", photos: [makePhoto(1), makePhoto(2)] });

  const photos = photoQueue(sent, {
    type: "judged",
    ids: [1, 2],
    results: [makeReport(0), makeReport(1, ["too dark: turn on a light"])],
  });

  expect(photos.find(({ id }) => id === 1)?.verdict).toEqual({
    status: "accepted",
    faceId: 100,
    warnings: [],
  });
  expect(photos.find(({ id }) => id === 2)?.verdict).toEqual({
    status: "rejected",
    reasons: ["too dark: turn on a light"],
    lookAlike: null,
  });
});

test("a request that failed marks its own photos only", () => {
  const sent = photoQueue([], { type: "added", photos: [makePhoto(1), makePhoto(2)] });

  const photos = photoQueue(sent, { type: "failed", ids: [2], detail: "no connection" });

  expect(photos.map(({ verdict }) => verdict.status)).toEqual(["failed", "sending"]);
});
