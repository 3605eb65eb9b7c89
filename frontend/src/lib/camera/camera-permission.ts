import type { CameraProblem } from "./camera-problem";

/** Why a camera that ran does so no more: to the page both look alike. */
export async function lossOf(): Promise<Extract<CameraProblem, "denied" | "lost">> {
  return (await cameraPermission())?.state === "denied" ? "denied" : "lost";
}

/** Null where the browser does not tell; not all of them know cameras as a permission. */
export async function cameraPermission(): Promise<PermissionStatus | null> {
  // Missing on addresses without HTTPS, whatever the types say.
  const permissions = navigator.permissions as Permissions | undefined;
  try {
    return (await permissions?.query({ name: "camera" })) ?? null;
  } catch {
    return null;
  }
}
