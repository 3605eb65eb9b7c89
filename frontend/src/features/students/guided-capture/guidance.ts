import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { poseFault, type Pose, type Step } from "./pose-steps";

type FaceCheck = Schemas["FaceCheck"];

/** What to tell somebody in front of the camera, and whether this is the photo. */
export interface Guidance {
  /** The look is the one that is asked for, and the server would take it. */
  readonly isGood: boolean;
  readonly hint: string;
  /** The student who looks alike, where that is the only reason against the photo. */
  readonly lookAlike: number | null;
}

/** The server's word on the picture comes first; then whether the head is turned as asked. */
export function guide(check: FaceCheck, step: Step, front: Pose | null): Guidance {
  const pose = poseOf(check.measurements);
  const fault = pose === null ? null : poseFault(step, pose, front ?? { ...pose, yaw: 0 });
  const reasons = check.reasons.filter(({ code }) => code !== "duplicate_photo");
  if (reasons.length > 0) {
    return { isGood: false, hint: hintOf(check, reasons), lookAlike: lookAlikeOf(reasons) };
  }
  if (fault !== null) {
    return { isGood: false, hint: text.capture.fault[fault](step), lookAlike: null };
  }
  const isKnown = check.reasons.length > 0;
  const hint = isKnown ? (check.hint?.detail ?? "") : text.capture.holdStill;
  return { isGood: check.acceptable && pose !== null, hint, lookAlike: null };
}

/** One thing to do; where somebody else is meant, who that is stands before it. */
function hintOf({ hint }: FaceCheck, [reason]: FaceCheck["reasons"]): string {
  const detail = reason?.detail ?? "";
  if (hint === null) return detail;
  return hint.code === "check_person" ? `${firstSentence(detail)} ${hint.detail}` : hint.detail;
}

const firstSentence = (detail: string): string => /^.*?[.](?=\s|$)/u.exec(detail)?.[0] ?? detail;

export function poseOf({ yaw, pitch }: FaceCheck["measurements"]): Pose | null {
  return yaw == null || pitch == null ? null : { yaw, pitch };
}

/** The one whom the face resembles, if nothing else is wrong: a teacher may know they are two. */
export function lookAlikeOf([first, ...more]: FaceCheck["reasons"]): number | null {
  if (first?.code !== "resembles_another_student" || more.length > 0) return null;
  return first.student_id ?? null;
}
