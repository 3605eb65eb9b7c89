import type { text } from "@/text";

/** Why there is no picture; each has a plain explanation in the texts. */
export type CameraProblem = keyof typeof text.cameraProblems;

/** What getUserMedia's error names mean (W3C Media Capture and Streams, section 10.3). */
const PROBLEM_OF_ERROR: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "not_found",
  OverconstrainedError: "not_found",
  NotReadableError: "in_use",
  AbortError: "in_use",
};

export class CameraError extends Error {
  readonly problem: CameraProblem;

  constructor(problem: CameraProblem) {
    super(problem);
    this.name = "CameraError";
    this.problem = problem;
  }
}

export function cameraProblemOf(error: unknown): CameraProblem {
  if (error instanceof CameraError) return error.problem;
  // By name and not by class: OverconstrainedError is no Error in every browser.
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : null;
  return typeof name === "string" ? (PROBLEM_OF_ERROR[name] ?? "unknown") : "unknown";
}
