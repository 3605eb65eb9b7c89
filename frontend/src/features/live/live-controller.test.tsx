import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeFace, makeReady, makeResult } from "@/testing/messages";

import { LiveController } from "./live-controller";

const CAMERA = { kind: "camera", deviceId: null } as const;
const BIOLOGY = {
  id: 3,
  name: "Biology",
  emotionSet: "engagement",
  startedAt: "2026-03-02T10:00:00Z",
} as const;

const made: LiveController[] = [];

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
});

afterEach(() => {
  for (const controller of made) controller.stop();
  made.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function makeController(): LiveController {
  const controller = new LiveController(document.createElement("video"));
  made.push(controller);
  return controller;
}

async function makeRunning() {
  const { stream, track } = makeStream();
  stubMediaDevices(() => Promise.resolve(stream));
  const controller = makeController();
  await controller.start(CAMERA);
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  return { controller, track };
}

function lastStart(): unknown {
  return JSON.parse(FakeWebSocket.last.sent[0] as string);
}

test("stopping releases the camera and says goodbye", async () => {
  const { controller, track } = await makeRunning();

  controller.stop();

  expect(track.stop).toHaveBeenCalledOnce();
  expect(FakeWebSocket.last.sent.at(-1)).toBe('{"type":"stop"}');
  expect(controller.source.get().phase).toBe("off");
});

test("a camera that opens after a stop is released", async () => {
  const { stream, track } = makeStream();
  let finishOpening = (): void => undefined;
  stubMediaDevices(() => new Promise((resolve) => (finishOpening = () => resolve(stream))));
  const controller = makeController();
  const starting = controller.start(CAMERA);

  controller.stop();
  finishOpening();
  await starting;

  expect(track.stop).toHaveBeenCalledOnce();
  expect(controller.source.get().phase).toBe("off");
  expect(FakeWebSocket.opened).toEqual([]);
});

test("starting a class opens a connection for it with its emotion set", async () => {
  const { controller } = await makeRunning();

  controller.setClassSession(BIOLOGY);
  FakeWebSocket.last.accept();

  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(lastStart()).toMatchObject({ class_session_id: 3, emotion_set: "engagement" });
});

test("a class that was ended elsewhere is left and the picture goes on", async () => {
  const { controller } = await makeRunning();
  controller.setClassSession(BIOLOGY);
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady({ class_session_id: 3 }));

  FakeWebSocket.last.say({ type: "bye", reason: "class_session_ended" });
  FakeWebSocket.last.accept();

  expect(controller.classSession.get()).toBeNull();
  expect(lastStart()).toMatchObject({ class_session_id: null });
});

test("a class that is gone when the connection comes back is left too", async () => {
  const { controller } = await makeRunning();
  controller.setClassSession(BIOLOGY);
  FakeWebSocket.last.accept();
  const detail = "There is no class session with the id 3.";
  FakeWebSocket.last.say({
    type: "error",
    frame_id: null,
    code: "class_session_not_found",
    detail,
  });

  FakeWebSocket.last.end(4404);

  expect(controller.classSession.get()).toBeNull();
  expect(controller.connection.state.get().phase).toBe("connecting");
});

test("results fill the roster, which is shown anew every second at least", async () => {
  vi.useFakeTimers();
  const { controller } = await makeRunning();

  FakeWebSocket.last.say(makeResult([makeFace()], { captured_at: Date.now() }));
  vi.advanceTimersByTime(1_000);

  expect([...controller.roster.get().entries.keys()]).toEqual([7]);
});

test("a camera that fails is said with its reason", async () => {
  stubMediaDevices(() => Promise.reject(new DOMException("no", "NotReadableError")));
  const controller = makeController();

  await controller.start(CAMERA);

  expect(controller.source.get()).toEqual({ phase: "failed", problem: "in_use" });
});
