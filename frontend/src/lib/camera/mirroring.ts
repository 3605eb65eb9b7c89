import { readStored, writeStored } from "@/lib/stored-value";

export const MIRRORINGS = ["auto", "always", "never"] as const;
/** "auto" shows a camera that faces the viewer as a mirror would. */
export type Mirroring = (typeof MIRRORINGS)[number];

const STORED_MIRRORING = "mirroring";

/** What this browser remembers. */
export function storedMirroring(): Mirroring {
  const stored = readStored(STORED_MIRRORING);
  return MIRRORINGS.find((mirroring) => mirroring === stored) ?? "auto";
}

export function storeMirroring(mirroring: Mirroring): void {
  writeStored(STORED_MIRRORING, mirroring === "auto" ? null : mirroring);
}

/** Whether a camera's picture is mirrored when it starts. */
export function startsMirrored(facesUser: boolean): boolean {
  const mirroring = storedMirroring();
  return mirroring === "auto" ? facesUser : mirroring === "always";
}
