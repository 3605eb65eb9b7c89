import type { Schemas } from "@/lib/api/client";

import { lookAlikeOf, poseOf } from "./guidance";
import { STEPS, type Pose, type Step } from "./pose-steps";

/** A photo that was taken for a step. Its picture stays in this browser tab until it is sent. */
export interface Shot {
  readonly id: number;
  readonly file: File;
  /** Object URL of the thumbnail. */
  readonly url: string;
  /** Null until it was looked at. */
  readonly pose: Pose | null;
  readonly verdict: ShotVerdict;
}

export type ShotVerdict =
  /** The server looks at it, or stores it. */
  | { readonly status: "checking" | "sending" }
  /** The server would take it. */
  | { readonly status: "good" }
  | {
      readonly status: "stored";
      /** What the server stored of it. */
      readonly faceId: number | null;
      readonly warnings: readonly string[];
    }
  | {
      readonly status: "rejected";
      readonly reasons: readonly string[];
      readonly lookAlike: number | null;
    };

/** The photos of a guided enrollment. Nothing is stored before all of them are sent together. */
export interface Capture {
  readonly shots: Readonly<Partial<Record<Step, Shot | undefined>>>;
  readonly skipped: ReadonlySet<Step>;
  /** What is asked for now; null when all is taken. */
  readonly step: Step | null;
}

export const NEW_CAPTURE: Capture = { shots: {}, skipped: new Set(), step: "front" };

export type CaptureAction =
  | { readonly type: "taken"; readonly step: Step; readonly shot: Omit<Shot, "pose" | "verdict"> }
  | { readonly type: "checked"; readonly id: number; readonly check: Schemas["FaceCheck"] }
  /** The request failed. */
  | { readonly type: "failed"; readonly ids: readonly number[]; readonly detail: string }
  | { readonly type: "skipped"; readonly step: Step }
  | { readonly type: "retake"; readonly step: Step }
  | { readonly type: "sending" }
  /** What was stored was deleted again. */
  | { readonly type: "takenBack" }
  | {
      readonly type: "enrolled";
      readonly ids: readonly number[];
      readonly results: readonly Schemas["FaceReport"][];
    };

export function capture(state: Capture, action: CaptureAction): Capture {
  switch (action.type) {
    case "taken": {
      const shot: Shot = { ...action.shot, pose: null, verdict: { status: "checking" } };
      return { ...state, shots: { ...state.shots, [action.step]: shot } };
    }
    case "checked":
      return onwards(withVerdicts(state, [action.id], () => verdictOf(action.check), action.check));
    case "failed": {
      const verdict = { status: "rejected", reasons: [action.detail], lookAlike: null } as const;
      return onwards(withVerdicts(state, action.ids, () => verdict));
    }
    case "skipped":
      return onwards({ ...state, skipped: new Set([...state.skipped, action.step]) });
    case "retake": {
      const shots = { ...state.shots, [action.step]: undefined };
      const skipped = new Set([...state.skipped].filter((step) => step !== action.step));
      return { shots, skipped, step: action.step };
    }
    case "sending": {
      const ids = shotsWith(state, "good").map(({ id }) => id);
      return withVerdicts(state, ids, () => ({ status: "sending" }));
    }
    case "takenBack":
      return NEW_CAPTURE;
    case "enrolled": {
      const reports = new Map(action.ids.map((id, index) => [id, action.results[index]]));
      return withVerdicts(state, action.ids, (id) => storedOf(reports.get(id)));
    }
  }
}

/** Photos of this state, in the order of the steps. */
export function shotsWith(
  { shots }: Capture,
  ...statuses: readonly ShotVerdict["status"][]
): readonly Shot[] {
  return STEPS.flatMap((step) => shots[step] ?? []).filter(({ verdict }) =>
    statuses.includes(verdict.status),
  );
}

/** How this person measures when looking straight ahead, once that is known. */
export function frontPose({ shots }: Capture): Pose | null {
  return shots.front?.pose ?? null;
}

/** To the first step that has no photo; a photo that was rejected is taken again. */
function onwards(state: Capture): Capture {
  const open = STEPS.find((step) => {
    const status = state.shots[step]?.verdict.status;
    return !state.skipped.has(step) && (status === undefined || status === "rejected");
  });
  return { ...state, step: open ?? null };
}

function withVerdicts(
  state: Capture,
  ids: readonly number[],
  verdictFor: (id: number) => ShotVerdict,
  check?: Schemas["FaceCheck"],
): Capture {
  const shots = { ...state.shots };
  for (const step of STEPS) {
    const shot = shots[step];
    if (shot === undefined || !ids.includes(shot.id)) continue;
    const pose = check === undefined ? shot.pose : poseOf(check.measurements);
    shots[step] = { ...shot, pose, verdict: verdictFor(shot.id) };
  }
  return { ...state, shots };
}

function verdictOf({ acceptable, reasons }: Schemas["FaceCheck"]): ShotVerdict {
  return acceptable ? { status: "good" } : rejection(reasons);
}

function storedOf(report: Schemas["FaceReport"] | undefined): ShotVerdict {
  if (report === undefined) return { status: "good" }; // not answered, so it can be sent again
  if (!report.accepted) return rejection(report.reasons);
  return {
    status: "stored",
    faceId: report.face_id,
    warnings: report.warnings.map(({ detail }) => detail),
  };
}

function rejection(reasons: Schemas["FaceCheck"]["reasons"]): ShotVerdict {
  const details = reasons.map(({ detail }) => detail);
  return { status: "rejected", reasons: details, lookAlike: lookAlikeOf(reasons) };
}
