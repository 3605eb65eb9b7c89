import { expect, test } from "vitest";

import type { Face, LivenessStatus } from "@/lib/protocol.gen";
import { makeFace } from "@/testing/messages";

import { Sightings } from "./sightings";

const NOW_MS = 50_000;

function student(studentId: number, width: number, liveness: LivenessStatus = "live"): Face {
  return makeFace({
    box: [0.1, 0.1, width, width],
    identity: { status: "known", student_id: studentId, name: "Amara", similarity: 0.7 },
    liveness: { status: liveness, reasons: [] },
  });
}

function stranger(trackId: number): Face {
  return makeFace({
    track_id: trackId,
    identity: { status: "unknown", student_id: null, name: null, similarity: 0.1 },
  });
}

/** What two cameras make of the class together. */
function together(first: readonly Face[], second: readonly Face[]): Face[] {
  const sightings = new Sightings();
  sightings.put("front", first, NOW_MS);
  sightings.put("back", second, NOW_MS);
  return sightings.faces(NOW_MS);
}

test("students of all cameras are there", () => {
  const faces = together([student(1, 0.1)], [student(2, 0.1)]);

  expect(faces.map(({ identity }) => identity.student_id)).toEqual([1, 2]);
});

test("a student in two cameras is there once, as the camera that is nearer sees them", () => {
  const near = student(1, 0.2);

  expect(together([student(1, 0.1)], [near])).toEqual([near]);
  expect(together([near], [student(1, 0.1)])).toEqual([near]);
});

test("a face that is known to be a person's counts before a larger one that is not", () => {
  const live = student(1, 0.1);

  expect(together([live], [student(1, 0.3, "unsure")])).toEqual([live]);
});

test("a photo of a student in one camera does not hide the student in another", () => {
  const photo = student(1, 0.3, "suspect");
  const live = student(1, 0.1);

  expect(together([live], [photo])).toEqual([photo, live]);
});

test("a photo casts doubt on a face that was not judged yet", () => {
  const photo = student(1, 0.1, "suspect");

  expect(together([student(1, 0.3, "unsure")], [photo])).toEqual([photo]);
});

test("faces without a name are all there", () => {
  expect(together([stranger(1)], [stranger(1), stranger(2)])).toHaveLength(3);
});

test("a camera's newest result replaces its last one", () => {
  const sightings = new Sightings();
  sightings.put("front", [student(1, 0.1)], NOW_MS);
  sightings.put("front", [student(2, 0.1)], NOW_MS + 100);

  const seen = sightings.faces(NOW_MS + 100).map(({ identity }) => identity.student_id);

  expect(seen).toEqual([2]);
});

test("a camera that hangs or was removed says nothing", () => {
  const sightings = new Sightings();
  sightings.put("front", [student(1, 0.1)], NOW_MS);
  expect(sightings.faces(NOW_MS + 1_000)).toHaveLength(1);
  expect(sightings.faces(NOW_MS + 3_000)).toEqual([]);

  sightings.put("front", [student(1, 0.1)], NOW_MS + 3_000);
  sightings.forget("front");

  expect(sightings.faces(NOW_MS + 3_000)).toEqual([]);
});

test("what a camera saw before the clock was set back says nothing", () => {
  const sightings = new Sightings();
  sightings.put("front", [student(1, 0.1)], NOW_MS);

  expect(sightings.faces(NOW_MS - 10_000)).toEqual([]);
});
