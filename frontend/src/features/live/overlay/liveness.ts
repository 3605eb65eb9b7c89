import type { Face } from "@/lib/protocol.gen";

/** Whether this seems to be a photo or a screen that somebody holds into the camera. */
export function isSuspect({ liveness }: Pick<Face, "liveness">): boolean {
  return liveness?.status === "suspect";
}
