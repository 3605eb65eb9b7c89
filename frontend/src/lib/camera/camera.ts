import { CameraError } from "./camera-problem";

/** Opens a camera, or the browser's default one; the caller stops the stream. */
export async function openCamera(deviceId: string | null): Promise<MediaStream> {
  const devices = mediaDevices();
  const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  const which =
    deviceId === null ? { facingMode: { ideal: "user" } } : { deviceId: { exact: deviceId } };
  return devices.getUserMedia({ video: { ...picture, ...which }, audio: false });
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Cameras that the browser names; before the permission there is at most one without a name. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await mediaDevices().enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
}

/** True for a camera that looks at the person in front of the screen: its preview is mirrored. */
export function facesUser(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0];
  if (track === undefined) return false;
  const { facingMode } = track.getSettings();
  if (facingMode !== undefined) return facingMode === "user";
  return /front|facetime|integrated|built-?in|internal/i.test(track.label);
}

function mediaDevices(): MediaDevices {
  if (!window.isSecureContext) throw new CameraError("insecure");
  // Old browsers and those under a policy have none, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new CameraError("unsupported");
  return devices;
}
