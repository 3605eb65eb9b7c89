import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { epochMs } from "@/lib/epoch-clock";
import { makeStream, stubCameraPermission, stubMediaDevices } from "@/testing/fake-media";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeFace, makeReady, makeResult } from "@/testing/messages";

import { LiveCamera } from "./live-camera";
import { DEFAULT_CAMERA, type VideoSource } from "./sources/video-source";

const DESK = { deviceId: "d1", label: "Desk camera" };
const DOOR = { deviceId: "d2", label: "Door camera" };

const made: LiveCamera[] = [];

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
});

afterEach(() => {
  for (const camera of made) camera.stop();
  made.length = 0;
  Reflect.deleteProperty(navigator, "permissions");
  vi.useRealTimers();
  vi.restoreAllMocks();
  epochMs(); // notices that the time is the real one again
  vi.unstubAllGlobals();
});

function makeCamera(source: VideoSource = DEFAULT_CAMERA): LiveCamera {
  const camera = new LiveCamera({
    id: 1,
    video: document.createElement("video"),
    choice: { source, mirrored: null },
    taken: () => new Set(),
    enlist: () => ({ classSessionId: null }),
    onResult: vi.fn(),
    onClassSessionGone: vi.fn(),
  });
  made.push(camera);
  return camera;
}

async function makeRunning() {
  const plugged = [DESK];
  const first = makeStream(DESK);
  const streams = [first.stream];
  const devices = stubMediaDevices(
    () => Promise.resolve(streams.shift() ?? makeStream(DESK).stream),
    plugged,
  );
  const camera = makeCamera();
  await camera.start();
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  return { camera, track: first.track, plugged, devices };
}

/** The devices say that something changed, and what follows from that has happened. */
async function change(devices: EventTarget): Promise<void> {
  devices.dispatchEvent(new Event("devicechange"));
  await vi.dynamicImportSettled();
}

test("stopping releases the camera and says goodbye", async () => {
  const { camera, track } = await makeRunning();

  camera.stop();

  expect(track.stop).toHaveBeenCalledOnce();
  expect(FakeWebSocket.last.sent.at(-1)).toBe('{"type":"stop"}');
  expect(camera.source.get().phase).toBe("off");
});

test("a camera that opens after a stop is released", async () => {
  const { stream, track } = makeStream();
  let finishOpening = (): void => undefined;
  stubMediaDevices(() => new Promise((resolve) => (finishOpening = () => resolve(stream))));
  const camera = makeCamera();
  const starting = camera.start();

  camera.stop();
  finishOpening();
  await starting;

  expect(track.stop).toHaveBeenCalledOnce();
  expect(camera.source.get().phase).toBe("off");
  expect(FakeWebSocket.opened).toEqual([]);
});

test("a camera that fails is said with its reason", async () => {
  stubMediaDevices(() => Promise.reject(new DOMException("no", "NotReadableError")));
  const camera = makeCamera();

  await camera.start();

  expect(camera.source.get()).toEqual({ phase: "failed", problem: "in_use" });
});

test("the default camera has its own name while it runs", async () => {
  const { camera } = await makeRunning();

  expect(camera.source.get()).toMatchObject({ source: { kind: "camera", ...DESK } });
  expect(camera.choice.get().source).toEqual(DEFAULT_CAMERA);
});

test("a chosen camera whose id is new is opened by its name and remembered by its id", async () => {
  stubMediaDevices(() => Promise.resolve(makeStream(DOOR).stream), [DESK, DOOR]);
  const camera = makeCamera({ kind: "camera", deviceId: "old", label: DOOR.label });

  await camera.start();

  expect(camera.deviceId).toBe("d2");
  expect(camera.choice.get().source).toEqual({ kind: "camera", ...DOOR });
});

test("a mirrored picture stays mirrored until another source is chosen", async () => {
  const { camera } = await makeRunning();
  camera.setMirrored(true);
  await camera.start();
  expect(camera.source.get()).toMatchObject({ mirrored: true });

  camera.choose(DEFAULT_CAMERA);

  await waitFor(() => expect(camera.source.get()).toMatchObject({ mirrored: false }));
});

test("an unplugged camera starts again when it is back, and not with another one", async () => {
  const { camera, track, plugged, devices } = await makeRunning();
  plugged.splice(0, 1, DOOR);
  track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(camera.source.get()).toEqual({ phase: "failed", problem: "lost" }));

  await change(devices);
  expect(camera.source.get().phase).toBe("failed");

  plugged.push(DESK);
  await change(devices);
  await waitFor(() => expect(camera.source.get().phase).toBe("on"));
});

test("a camera that is not allowed any more says so, and starts again when it is", async () => {
  const { camera, track, devices } = await makeRunning();
  const allow = stubCameraPermission("denied");
  track.dispatchEvent(new Event("ended"));
  const denied = { phase: "failed", problem: "denied" };
  await waitFor(() => expect(camera.source.get()).toEqual(denied));

  await change(devices);
  allow("prompt");
  expect(camera.source.get()).toEqual(denied);

  allow("granted");
  await waitFor(() => expect(camera.source.get().phase).toBe("on"));
});

test("a camera that was stopped while it was not allowed stays off", async () => {
  const { camera, track } = await makeRunning();
  const allow = stubCameraPermission("denied");
  track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(camera.source.get().phase).toBe("failed"));
  camera.stop();

  allow("granted");

  expect(camera.source.get().phase).toBe("off");
});

test("a camera that was stopped while it was away stays away", async () => {
  const { camera, track, devices } = await makeRunning();
  track.dispatchEvent(new Event("ended"));
  camera.stop();

  await change(devices);

  expect(camera.source.get().phase).toBe("off");
});

test("a picture that the system withholds is said, until it comes again", async () => {
  const { camera, track } = await makeRunning();

  track.dispatchEvent(new Event("mute"));
  expect(camera.trouble.get()).toBe("muted");

  track.dispatchEvent(new Event("unmute"));
  expect(camera.trouble.get()).toBeNull();
});

test("what is wrong with a picture is forgotten when the camera stops", async () => {
  const { camera, track } = await makeRunning();
  track.dispatchEvent(new Event("mute"));

  camera.stop();

  expect(camera.trouble.get()).toBeNull();
});

/** Makes the camera's picture an even grey; the function that comes back changes how bright. */
function paint(camera: LiveCamera): (brightness: number) => void {
  let shown = 0;
  const context = {
    drawImage: vi.fn(),
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      data: new Uint8ClampedArray(4 * width * height).fill(shown),
    }),
  };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  Object.defineProperty(camera.video, "videoWidth", { value: 640, configurable: true });
  return (brightness) => {
    shown = brightness;
  };
}

test("a hidden tab raises no alarm, but ends one when the picture is back", async () => {
  vi.useFakeTimers();
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  const { camera } = await makeRunning();
  const show = paint(camera);
  show(2);
  vi.advanceTimersByTime(20_000);
  expect(camera.trouble.get()).toBeNull();

  hidden.mockReturnValue(false);
  vi.advanceTimersByTime(6_000);
  expect(camera.trouble.get()).toBe("black");

  hidden.mockReturnValue(true);
  vi.advanceTimersByTime(60_000);
  expect(camera.trouble.get()).toBe("black");

  show(120);
  vi.advanceTimersByTime(1_000);
  expect(camera.trouble.get()).toBeNull();
});

test("pictures are sent no larger than the server takes them", async () => {
  vi.useFakeTimers();
  const { camera } = await makeRunning();
  const { limits } = makeReady();
  FakeWebSocket.last.say(makeReady({ limits: { ...limits, max_image_pixels: 400_000 } }));
  paint(camera);
  Object.defineProperty(camera.video, "videoWidth", { value: 1280 });
  Object.defineProperty(camera.video, "videoHeight", { value: 720 });
  Object.defineProperty(camera.video, "readyState", { value: 4 });
  const toBlob = vi
    .spyOn(HTMLCanvasElement.prototype, "toBlob")
    .mockImplementation((done) => done(new Blob()));

  await vi.advanceTimersByTimeAsync(500);

  const { width, height } = toBlob.mock.contexts[0] as HTMLCanvasElement;
  expect([width, height]).toEqual([842, 474]);
});

test.each([
  ["a clock that was set back", -3_600_000],
  ["a sleep", 3_600_000],
])("after %s a camera takes another connection and shows its faces", async (_, byMs) => {
  const { camera } = await makeRunning();
  const capturedBefore = { captured_at: epochMs() };
  FakeWebSocket.last.say(makeResult([makeFace()], capturedBefore));
  const overtaken = FakeWebSocket.last;

  vi.setSystemTime(Date.now() + byMs);
  epochMs();
  await Promise.resolve();
  expect(camera.motion.at(epochMs())).toEqual([]);

  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  overtaken.say(makeResult([makeFace({ track_id: 8 })], capturedBefore));
  FakeWebSocket.last.say(makeResult([makeFace({ track_id: 9 })], { captured_at: epochMs() }));

  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(camera.motion.at(epochMs()).map(({ face }) => face.track_id)).toEqual([9]);
});

test("a camera that was stopped sleeps on after a sleep of the device", async () => {
  const { camera } = await makeRunning();
  camera.stop();

  vi.setSystemTime(Date.now() + 3_600_000);
  epochMs();
  await Promise.resolve();

  expect(FakeWebSocket.opened).toHaveLength(1);
});
