import type { Photo } from "./photo-queue";

/**
 * Degrees by which a head must be seen turned. Drawn photos of three people that were waved about
 * seemed to turn by 10 at most in 99 of 100 frames: a picture's nose stays between its eyes.
 */
export const TURN_DEGREES = 15;

/** A first look may be off by so many degrees: measured angles are good to about ten. */
const FRONT_DEGREES = 20;

export type TurnStep = "front" | "left" | "right";

export interface HeadTurn {
  /** What to do next; null when the head was seen from all sides. */
  readonly next: TurnStep | null;
  readonly done: ReadonlySet<TurnStep>;
  /** Whether the newest photo was to show a turn and does not. */
  readonly tooLittle: boolean;
}

/** How far the turn of the head has come, from the accepted photos of the camera, newest first. */
export function headTurn(photos: readonly Photo[]): HeadTurn {
  const yaws = photos
    .filter(isFromCamera)
    .flatMap(({ verdict }) =>
      verdict.status === "accepted" && verdict.yaw !== null ? [verdict.yaw] : [],
    );
  const done = new Set<TurnStep>();
  const front = yaws.findLast((yaw) => Math.abs(yaw) <= FRONT_DEGREES);
  if (front !== undefined) {
    done.add("front");
    // The camera sees the student's left on its right, where angles are positive.
    if (yaws.some((yaw) => yaw - front >= TURN_DEGREES)) done.add("left");
    if (yaws.some((yaw) => front - yaw >= TURN_DEGREES)) done.add("right");
  }
  const newest = yaws[0];
  const turned = newest !== undefined && front !== undefined && isTurned(newest - front);
  return {
    next: STEPS.find((step) => !done.has(step)) ?? null,
    done,
    tooLittle: yaws.length > 1 && done.size < STEPS.length && !turned,
  };
}

export const STEPS: readonly TurnStep[] = ["front", "left", "right"];

const isTurned = (degrees: number): boolean => Math.abs(degrees) >= TURN_DEGREES;

const isFromCamera = ({ source }: Photo): boolean => source === "camera";
