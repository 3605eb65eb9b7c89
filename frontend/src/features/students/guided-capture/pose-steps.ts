/** Looks that are asked for, one after the other. Left and right are the student's own. */
export const STEPS = ["front", "left", "right", "up"] as const;
export type Step = (typeof STEPS)[number];

/** Degrees as the server measures them: `yaw` grows to the picture's right, `pitch` upwards. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
}

/**
 * Degrees by which a head must be seen turned. Drawn photos of three people that were waved about
 * seemed to turn by 10 at most in 99 of 100 frames: a picture's nose stays between its eyes.
 */
export const TURN_DEGREES = 15;

/** The height of the nose differs from face to face by 25 degrees, so only the change counts. */
export const LIFT_DEGREES = 10;

/** A first look may be off by so many degrees: measured angles are good to about ten. */
export const FRONT_DEGREES = 15;

/** While the head is lifted it may turn by so much. */
const STRAIGHT_DEGREES = 20;

export type PoseFault = "straight" | "turn_more" | "other_way" | "lift_more";

/** What is wrong with a look for this step; null when it fits. `front` is the look straight ahead. */
export function poseFault(step: Step, pose: Pose, front: Pose): PoseFault | null {
  const turned = pose.yaw - front.yaw;
  switch (step) {
    case "front":
      return Math.abs(pose.yaw) <= FRONT_DEGREES ? null : "straight";
    case "left":
      return turnFault(turned); // the camera sees the student's left on its right
    case "right":
      return turnFault(-turned);
    case "up":
      if (Math.abs(turned) > STRAIGHT_DEGREES) return "straight";
      return pose.pitch - front.pitch >= LIFT_DEGREES ? null : "lift_more";
  }
}

function turnFault(turned: number): PoseFault | null {
  if (turned >= TURN_DEGREES) return null;
  return turned <= -TURN_DEGREES ? "other_way" : "turn_more";
}
