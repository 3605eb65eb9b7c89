import { expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";

import {
  capture,
  frontPose,
  NEW_CAPTURE,
  shotsWith,
  type Capture,
  type CaptureAction,
} from "./capture";
import type { Step } from "./pose-steps";

const run = (...actions: readonly CaptureAction[]): Capture => actions.reduce(capture, NEW_CAPTURE);

const IDS: Record<Step, number> = { front: 1, left: 2, right: 3, up: 4 };

function taken(step: Step, id = IDS[step]): CaptureAction {
  return {
    type: "taken",
    step,
    shot: { id, file: new File([], `${step}.jpg`), url: `blob:${id}` },
  };
}

function checked(step: Step, code?: Schemas["Rejection"]["code"], id = IDS[step]): CaptureAction {
  const reasons = code === undefined ? [] : [{ code, detail: code, student_id: 9 }];
  const measurements = { faces_found: 1, yaw: 4, pitch: -9 };
  const acceptable = reasons.length === 0;
  return {
    type: "checked",
    id,
    check: { acceptable, hint: null, reasons, warnings: [], measurements },
  };
}

const ALL = (["front", "left", "right", "up"] as const).flatMap((step) => [
  taken(step),
  checked(step),
]);

const report = (index: number, accepted: boolean): Schemas["FaceReport"] => ({
  index,
  filename: null,
  accepted,
  face_id: accepted ? 100 + index : null,
  reasons: accepted ? [] : [{ code: "duplicate_photo", detail: "Known.", student_id: null }],
  warnings: [],
  measurements: { faces_found: 1 },
});

test("one look after the other is asked for", () => {
  expect(NEW_CAPTURE.step).toBe("front");
  expect(run(taken("front")).step).toBe("front"); // until the server has looked at it
  expect(run(taken("front"), checked("front")).step).toBe("left");
  expect(run(...ALL).step).toBeNull();
});

test("the look straight ahead is what turns are measured by", () => {
  expect(frontPose(run(taken("front")))).toBeNull();
  expect(frontPose(run(taken("front"), checked("front")))).toEqual({ yaw: 4, pitch: -9 });
});

test("a photo that the server would not take is taken again", () => {
  const state = run(taken("front"), checked("front", "too_dark"));
  expect(state.step).toBe("front");
  expect(state.shots.front?.verdict).toEqual({
    status: "rejected",
    reasons: ["too_dark"],
    lookAlike: null,
  });
});

test("a look-alike is told, so that a teacher can say that they are two", () => {
  const state = run(taken("front"), checked("front", "resembles_another_student"));
  expect(state.shots.front?.verdict).toMatchObject({ lookAlike: 9 });
});

test("a step can be left out and taken up again", () => {
  const left: CaptureAction = { type: "skipped", step: "left" };
  const state = run(taken("front"), checked("front"), left);
  expect(state.step).toBe("right");
  expect(capture(state, { type: "retake", step: "left" }).step).toBe("left");
});

test("one photo can be taken again while the others stay", () => {
  const again = run(...ALL, { type: "retake", step: "right" });
  expect(again.step).toBe("right");
  expect(shotsWith(again, "good").map(({ id }) => id)).toEqual([1, 2, 4]);

  const done = [taken("right", 8), checked("right", undefined, 8)].reduce(capture, again);
  expect(done.step).toBeNull();
  expect(shotsWith(done, "good").map(({ id }) => id)).toEqual([1, 2, 8, 4]);
});

test("a late answer about a photo that was taken again changes nothing", () => {
  const state = run(taken("front"), { type: "retake", step: "front" }, taken("front", 8));
  expect(capture(state, checked("front", "too_dark")).shots.front).toMatchObject({
    id: 8,
    verdict: { status: "checking" },
  });
});

test("photos are stored together, and each gets its verdict", () => {
  const sending = run(...ALL, { type: "sending" });
  expect(shotsWith(sending, "sending")).toHaveLength(4);

  const results = [report(0, true), report(1, false), report(2, true), report(3, true)];
  const state = capture(sending, { type: "enrolled", ids: [1, 2, 3, 4], results });
  expect(shotsWith(state, "stored").map(({ id }) => id)).toEqual([1, 3, 4]);
  expect(state.shots.left?.verdict).toMatchObject({ status: "rejected", reasons: ["Known."] });
});

test("a request that failed says so with its photo", () => {
  const state = run(taken("front"), { type: "failed", ids: [1], detail: "No connection." });
  expect(state.step).toBe("front");
  expect(state.shots.front?.verdict).toMatchObject({ reasons: ["No connection."] });
});
