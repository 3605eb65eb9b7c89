import { vi } from "vitest";

/** A camera's stream whose track remembers whether it was stopped. */
export function makeStream() {
  const track = {
    kind: "video",
    label: "Test camera",
    stop: vi.fn(),
    addEventListener: vi.fn(),
    getSettings: () => ({}),
  };
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  return { stream: stream as unknown as MediaStream, track };
}

/** Puts cameras into the browser; `getUserMedia` decides what opening one gives. */
export function stubMediaDevices(getUserMedia: () => Promise<MediaStream>): void {
  const devices = {
    getUserMedia: vi.fn(getUserMedia),
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  };
  vi.stubGlobal("isSecureContext", true);
  Object.defineProperty(navigator, "mediaDevices", { value: devices, configurable: true });
}
