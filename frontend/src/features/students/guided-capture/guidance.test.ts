import { expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { guide } from "./guidance";
import type { Step } from "./pose-steps";

type Rejection = Schemas["Rejection"];

const FRONT = { yaw: 0, pitch: 0 };

interface Look {
  readonly yaw?: number;
  readonly pitch?: number;
  readonly reasons?: readonly Rejection["code"][];
  readonly hint?: Schemas["FaceHint"]["code"];
}

function makeCheck({ yaw = 0, pitch = 0, reasons = [], hint }: Look): Schemas["FaceCheck"] {
  return {
    acceptable: reasons.length === 0,
    hint: hint === undefined ? null : { code: hint, detail: `server: ${hint}` },
    reasons: reasons.map((code) => ({ code, detail: code, student_id: 9 })),
    warnings: [],
    measurements: { faces_found: 1, yaw, pitch },
  };
}

const { fault, holdStill } = text.capture;

test.each<[string, Step, Look, boolean, string]>([
  ["a good look straight ahead", "front", {}, true, holdStill],
  ["a head turned as asked", "left", { yaw: 20 }, true, holdStill],
  ["a head that should turn", "left", { yaw: 2 }, false, fault.turn_more("left")],
  ["a head turned the other way", "left", { yaw: -20 }, false, fault.other_way("left")],
  ["a head lifted as asked", "up", { pitch: 14 }, true, holdStill],
  ["a head that should be lifted", "up", { pitch: 2 }, false, fault.lift_more()],
  [
    "too little light comes before the turn",
    "left",
    { yaw: 2, reasons: ["too_dark"], hint: "find_light" },
    false,
    "server: find_light",
  ],
  [
    "a view that is known is asked to turn on",
    "left",
    { yaw: 2, reasons: ["duplicate_photo"], hint: "change_angle" },
    false,
    fault.turn_more("left"),
  ],
  [
    "a view that is known is not taken again",
    "front",
    { reasons: ["duplicate_photo"], hint: "change_angle" },
    false,
    "server: change_angle",
  ],
])("%s", (_, step, look, isGood, hint) => {
  expect(guide(makeCheck(look), step, FRONT)).toEqual({ isGood, hint, lookAlike: null });
});

test("somebody who looks like another student can be told to be two people", () => {
  const reasons = ["resembles_another_student"] as const;
  const alone = guide(makeCheck({ reasons, hint: "check_person" }), "front", null);
  expect(alone).toMatchObject({ isGood: false, lookAlike: 9 });

  const dark = makeCheck({ reasons: [...reasons, "too_dark"], hint: "find_light" });
  expect(guide(dark, "front", null).lookAlike).toBeNull();
});

test("who else is meant is said in one sentence", () => {
  const check = makeCheck({ reasons: ["photo_of_another_student"], hint: "check_person" });
  const detail = "This very photo is stored for Bo (0.99). Take one of this student, or delete it.";
  const reasons = [{ code: "photo_of_another_student" as const, detail, student_id: 9 }];
  expect(guide({ ...check, reasons }, "front", null).hint).toBe(
    "This very photo is stored for Bo (0.99). server: check_person",
  );
});

test("without a face there is nothing to hold", () => {
  const check = makeCheck({ reasons: ["no_face"], hint: "show_face" });
  const nobody = { ...check, measurements: { faces_found: 0 } };
  expect(guide(nobody, "front", null)).toMatchObject({ isGood: false, hint: "server: show_face" });
});
