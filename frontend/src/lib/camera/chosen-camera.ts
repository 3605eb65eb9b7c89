import { listCameras, openCamera, stopStream } from "./camera";
import { CameraError } from "./camera-problem";

/** A camera as it was chosen once. Browsers may give a camera a new id, and then its name tells. */
export interface ChosenCamera {
  /** Null for the browser's default camera. */
  readonly deviceId: string | null;
  /** Empty when it is not known. */
  readonly label: string;
}

type Device = Pick<MediaDeviceInfo, "deviceId" | "label">;

/**
 * The chosen camera among those that are plugged in: by its id, or else by its name. Of several
 * with the same name it is one that is not `taken` by its id. Any camera may be the default one.
 */
export function findCamera<D extends Device>(
  { deviceId, label }: ChosenCamera,
  devices: readonly D[],
  taken: ReadonlySet<string> = new Set(),
): D | null {
  if (deviceId === null) return devices[0] ?? null;
  const same = devices.find((device) => device.deviceId === deviceId);
  if (same !== undefined) return same;
  const namesake = devices.find(
    (device) => label !== "" && device.label === label && !taken.has(device.deviceId),
  );
  return namesake ?? null;
}

/**
 * Opens the chosen camera and no other one; for the default camera any that is not `taken` will do.
 * The caller stops the stream.
 */
export async function openChosenCamera(
  chosen: ChosenCamera,
  taken: ReadonlySet<string> = new Set(),
): Promise<MediaStream> {
  if (chosen.deviceId === null) return openDefaultCamera(taken);
  const devices = await listCameras();
  const found = findCamera(chosen, devices, taken);
  if (found !== null) return openCamera(found.deviceId);
  // Without names nothing was allowed yet, and an id alone may be out of date.
  if (devices.some(({ label }) => label !== "")) throw new CameraError("not_found");
  return openAfterPermission(chosen, taken);
}

async function openDefaultCamera(taken: ReadonlySet<string>): Promise<MediaStream> {
  const stream = await openCamera(null);
  const { deviceId } = cameraOf(stream);
  if (deviceId === null || !taken.has(deviceId)) return stream;
  stopStream(stream);
  const free = (await listCameras()).find((device) => !taken.has(device.deviceId));
  if (free === undefined) throw new CameraError("not_found");
  return openCamera(free.deviceId);
}

/** Asks for the permission by opening the default camera; after that the cameras have names. */
async function openAfterPermission(
  chosen: ChosenCamera,
  taken: ReadonlySet<string>,
): Promise<MediaStream> {
  const stream = await openCamera(null);
  const found = findCamera(chosen, await listCameras(), taken);
  if (found !== null && found.deviceId === cameraOf(stream).deviceId) return stream;
  stopStream(stream);
  if (found === null) throw new CameraError("not_found");
  return openCamera(found.deviceId);
}

/** Which camera a stream comes from. */
export function cameraOf(stream: MediaStream): ChosenCamera {
  const track = stream.getVideoTracks()[0];
  return { deviceId: track?.getSettings().deviceId ?? null, label: track?.label ?? "" };
}

/** A camera's name for people: Chromium ends it with the USB device's numbers. */
export function cameraName(label: string): string {
  return label.replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, "");
}
