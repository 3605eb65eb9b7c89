import { vi } from "vitest";

interface FakeCamera {
  readonly deviceId: string;
  readonly label: string;
}

/** A camera's stream whose track remembers whether it was stopped. */
export function makeStream({ deviceId, label }: Partial<FakeCamera> = {}) {
  const track = Object.assign(new EventTarget(), {
    kind: "video",
    label: label ?? "Test camera",
    muted: false,
    stop: vi.fn(),
    getSettings: () => ({ deviceId }),
  });
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  return { stream: stream as unknown as MediaStream, track };
}

/** Lets the browser tell whether cameras are allowed; the function that comes back changes that. */
export function stubCameraPermission(state: PermissionState): (state: PermissionState) => void {
  const status = Object.assign(new EventTarget(), { state });
  const permissions = { query: () => Promise.resolve(status) };
  Object.defineProperty(navigator, "permissions", { value: permissions, configurable: true });
  return (changed) => {
    status.state = changed;
    status.dispatchEvent(new Event("change"));
  };
}

/**
 * Puts cameras into the browser; `getUserMedia` decides what opening one gives, and `cameras` are
 * those that are plugged in. Returns the devices, to tell them that something changed.
 */
export function stubMediaDevices(
  getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>,
  cameras: readonly FakeCamera[] = [],
): EventTarget {
  const devices = Object.assign(new EventTarget(), {
    getUserMedia: vi.fn(getUserMedia),
    enumerateDevices: () =>
      Promise.resolve(cameras.map((camera) => ({ ...camera, kind: "videoinput" }))),
  });
  vi.stubGlobal("isSecureContext", true);
  Object.defineProperty(navigator, "mediaDevices", { value: devices, configurable: true });
  return devices;
}
