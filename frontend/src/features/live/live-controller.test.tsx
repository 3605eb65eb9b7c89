import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeFace, makeReady, makeResult } from "@/testing/messages";

import { LiveController } from "./live-controller";
import { rememberedSources, STORED_SOURCES } from "./sources/source-memory";
import { DEFAULT_CAMERA } from "./sources/video-source";

const DESK = { kind: "camera", deviceId: "d1", label: "Desk camera" } as const;
const DOOR = { kind: "camera", deviceId: "d2", label: "Door camera" } as const;
const BOARD = { kind: "camera", deviceId: "d3", label: "Board camera" } as const;
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
  window.localStorage.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function makeController(): LiveController {
  const controller = new LiveController(() => document.createElement("video"));
  made.push(controller);
  return controller;
}

async function makeRunning() {
  const { stream, track } = makeStream({ deviceId: "d1" });
  stubMediaDevices(() => Promise.resolve(stream), [DOOR]);
  const controller = makeController();
  const camera = controller.active.get();
  await camera.start();
  accept();
  return { controller, camera, track };
}

/** Two cameras, each with its connection to the server. */
async function makeRunningPair() {
  const { controller, camera } = await makeRunning();
  const [socket] = FakeWebSocket.opened;
  const other = controller.add(DOOR);
  await other?.start();
  accept();
  if (other === null || socket === undefined) throw new Error("There is no second camera.");
  return { controller, camera, socket, other, otherSocket: FakeWebSocket.last };
}

function accept(socket = FakeWebSocket.last): void {
  socket.accept();
  socket.say(makeReady());
}

function startOf(socket: FakeWebSocket): unknown {
  return JSON.parse(socket.sent[0] as string);
}

function seen(studentId: number) {
  return makeFace({
    identity: { status: "known", student_id: studentId, name: "Amara", similarity: 0.7 },
  });
}

test("starting a class opens a connection for it", async () => {
  const { controller } = await makeRunning();

  controller.setClassSession(BIOLOGY);
  FakeWebSocket.last.accept();

  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(startOf(FakeWebSocket.last)).toMatchObject({ class_session_id: 3 });
});

test("a class begins, and is left, with nobody of before on the roster", async () => {
  const { controller } = await makeRunning();
  const roster = () => [...controller.classNow.roster.get().entries.keys()];
  FakeWebSocket.last.say(makeResult([seen(7)]));

  controller.setClassSession(BIOLOGY);
  expect(roster()).toEqual([]);

  accept();
  FakeWebSocket.last.say(makeResult([seen(8)]));
  expect(roster()).toEqual([8]);
  controller.setClassSession(null);
  expect(roster()).toEqual([]);
});

test("all cameras join the class, and one that is added later does too", async () => {
  const { controller } = await makeRunningPair();
  controller.setClassSession(BIOLOGY);
  const third = controller.add(DEFAULT_CAMERA);
  await third?.start();

  const joined = FakeWebSocket.opened.slice(2);
  for (const socket of joined) socket.accept();

  expect(joined).toHaveLength(3);
  expect(joined.map(startOf)).toEqual(
    Array(3).fill(expect.objectContaining({ class_session_id: 3 })),
  );
});

test("a class that was ended elsewhere is left by all cameras and the pictures go on", async () => {
  const { controller } = await makeRunningPair();
  controller.setClassSession(BIOLOGY);
  const [, , first, second] = FakeWebSocket.opened;
  for (const socket of [first, second]) if (socket !== undefined) accept(socket);

  first?.say({ type: "bye", reason: "class_session_ended" });
  const anew = FakeWebSocket.opened.slice(4);
  for (const socket of anew) socket.accept();

  expect(controller.classSession.get()).toBeNull();
  expect(anew.map(startOf)).toEqual(
    Array(2).fill(expect.objectContaining({ class_session_id: null })),
  );
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

  FakeWebSocket.last.say(makeResult([seen(7)], { captured_at: Date.now() }));
  vi.advanceTimersByTime(1_000);

  expect([...controller.classNow.roster.get().entries.keys()]).toEqual([7]);
});

test("the roster holds the students of all cameras, and each of them once", async () => {
  vi.useFakeTimers();
  const { controller, socket, otherSocket } = await makeRunningPair();

  socket.say(makeResult([seen(7), seen(8)]));
  otherSocket.say(makeResult([seen(8), seen(9)]));
  vi.advanceTimersByTime(1_000);

  expect([...controller.classNow.roster.get().entries.keys()].sort()).toEqual([7, 8, 9]);
});

test("one camera of two stops and the other one and the roster go on", async () => {
  const { controller, camera, socket, otherSocket } = await makeRunningPair();
  otherSocket.say(makeResult([seen(8)]));

  camera.stop();

  expect(socket.sent.at(-1)).toBe('{"type":"stop"}');
  expect(controller.isLive.get()).toBe(true);
  expect(controller.connection.state.get().phase).toBe("open");
  expect([...controller.classNow.roster.get().entries.keys()]).toEqual([8]);
});

test("the roster is empty when the last camera was stopped", async () => {
  const { controller } = await makeRunningPair();
  FakeWebSocket.last.say(makeResult([seen(8)]));

  controller.stop();

  expect(controller.isLive.get()).toBe(false);
  expect(controller.classNow.roster.get().entries.size).toBe(0);
});

test("who was seen stays on the roster while no camera runs in a class that goes on", async () => {
  const { controller } = await makeRunning();
  controller.setClassSession(BIOLOGY);
  accept();
  FakeWebSocket.last.say(makeResult([seen(7)]));

  controller.stop();

  expect([...controller.classNow.roster.get().entries.keys()]).toEqual([7]);
});

test("who was seen stays on the roster while the only camera is away by a fault", async () => {
  const { controller, camera, track } = await makeRunning();
  FakeWebSocket.last.say(makeResult([seen(7)]));

  track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(camera.source.get().phase).toBe("failed"));

  expect(controller.isLive.get()).toBe(false);
  expect([...controller.classNow.roster.get().entries.keys()]).toEqual([7]);
});

test("the connection is said to be the best one of all cameras", async () => {
  const { controller, socket, otherSocket } = await makeRunningPair();

  socket.end(1006);
  expect(controller.connection.state.get().phase).toBe("open");

  otherSocket.end(1006);
  expect(controller.connection.state.get().phase).toBe("waiting");

  window.dispatchEvent(new Event("online"));
  expect(controller.connection.state.get().phase).toBe("connecting");
});

test("a removed camera is stopped and another one becomes active", async () => {
  const { controller, camera, other } = await makeRunningPair();
  expect(controller.active.get()).toBe(other);

  controller.remove(other);

  expect(other.source.get().phase).toBe("off");
  expect(controller.cameras.get()).toEqual([camera]);
  expect(controller.active.get()).toBe(camera);
});

test("the large camera stays so when another one is removed", async () => {
  const { controller, camera, other } = await makeRunningPair();
  const third = controller.add(BOARD);
  controller.active.set(other);

  if (third !== null) controller.remove(third);

  expect(controller.active.get()).toBe(other);
  expect(controller.cameras.get()).toEqual([camera, other]);
});

test("a camera that runs goes on when the others are started", async () => {
  const { controller, camera, track } = await makeRunning();
  controller.add(DOOR);

  await controller.startAll();

  expect(track.stop).not.toHaveBeenCalled();
  expect(phases(controller)).toEqual(["on", "on"]);
  expect(camera.connection.state.get().phase).toBe("open");
});

/** Three cameras that start together; the browser still asks about the first one. */
function makeStarting() {
  let allow = (): void => undefined;
  const asked = new Promise<void>((resolve) => (allow = resolve));
  const opened: string[] = [];
  const cameras = [DESK, DOOR, BOARD];
  stubMediaDevices(async ({ video }) => {
    await asked;
    const wanted = cameras.find(({ deviceId }) => JSON.stringify(video).includes(`"${deviceId}"`));
    opened.push(wanted?.deviceId ?? "");
    return makeStream(wanted).stream;
  }, cameras);
  const controller = makeController();
  controller.restore(cameras.map((source) => ({ source, mirrored: null })));
  const started = controller.startAll();
  const answer = async (): Promise<readonly string[]> => {
    allow();
    await started;
    return opened;
  };
  return { controller, cameras: controller.cameras.get(), answer };
}

test("a camera that is removed while others start does not start", async () => {
  const { controller, cameras, answer } = makeStarting();
  const [, removed] = cameras;
  if (removed !== undefined) controller.remove(removed);

  expect(await answer()).toEqual(["d1", "d3"]);
  await removed?.start();

  expect(removed?.source.get().phase).toBe("off");
  expect(FakeWebSocket.opened).toHaveLength(2);
});

test("cameras that are stopped while others start do not start", async () => {
  const { controller, cameras, answer } = makeStarting();

  controller.stop();

  expect(await answer()).toEqual(["d1"]); // which is let go at once
  expect(cameras.map(({ source }) => source.get().phase)).toEqual(["off", "off", "off"]);
});

test("a camera that was started before its turn is not started again", async () => {
  const { cameras, answer } = makeStarting();

  const early = cameras[1]?.start();

  expect(await answer()).toEqual(["d1", "d2", "d3"]);
  await early;
});

test("the last camera stays, and there are never more than four", () => {
  const controller = makeController();
  controller.remove(controller.active.get());
  expect(controller.cameras.get()).toHaveLength(1);

  const added = [1, 2, 3, 4].map(() => controller.add(DEFAULT_CAMERA));

  expect(added.map((camera) => camera !== null)).toEqual([true, true, true, false]);
});

test("a camera that was added and what was chosen for it are remembered", () => {
  const controller = makeController();
  controller.add(DEFAULT_CAMERA)?.choose(DOOR);

  const next = makeNext();

  expect(next.cameras.get().map(({ choice }) => choice.get().source)).toEqual([
    DEFAULT_CAMERA,
    DOOR,
  ]);
});

test("cameras are remembered as they are added and taken away", () => {
  const controller = makeController();
  const sources = () =>
    makeNext()
      .cameras.get()
      .map(({ choice }) => choice.get().source);

  const door = controller.add(DOOR);
  expect(sources()).toEqual([DEFAULT_CAMERA, DOOR]);

  if (door !== null) controller.remove(door);
  expect(sources()).toEqual([DEFAULT_CAMERA]);
});

test("of the cameras of last time the first one is the large one", () => {
  const controller = makeController();

  controller.restore([DESK, DOOR].map((source) => ({ source, mirrored: null })));

  expect(controller.active.get()).toBe(controller.cameras.get()[0]);
});

/** The browser's default camera is the first that is plugged in. */
function plugIn(...cameras: (typeof DESK | typeof DOOR)[]): void {
  stubMediaDevices(({ video }) => {
    const asked = JSON.stringify(video);
    const wanted = asked.includes("exact")
      ? cameras.find(({ deviceId }) => asked.includes(`"${deviceId}"`))
      : cameras[0];
    if (wanted === undefined) return Promise.reject(new DOMException("", "OverconstrainedError"));
    return Promise.resolve(makeStream(wanted).stream);
  }, cameras);
}

/** A page that is opened the next time, with what the last one left in the browser. */
function makeNext(): LiveController {
  const next = makeController();
  const stored = window.localStorage.getItem(`homeroom.${STORED_SOURCES}`);
  next.restore(rememberedSources(stored, { clipUrl: null, most: 4 }));
  return next;
}

function phases(controller: LiveController): readonly string[] {
  return controller.cameras.get().map(({ source }) => source.get().phase);
}

test("beside others the default camera is remembered as the one that it was", async () => {
  plugIn(DESK, DOOR);
  const controller = makeController();
  await controller.active.get().start();
  await controller.add(DOOR)?.start();
  controller.stop();

  plugIn(DOOR);
  const next = makeNext();
  await next.startAll();

  expect(next.cameras.get()[0]?.choice.get().source).toEqual(DESK);
  expect(next.cameras.get().map(({ deviceId }) => deviceId)).toEqual([null, "d2"]);
  expect(phases(next)).toEqual(["failed", "on"]);
});

test.each([
  [
    "is added while it runs",
    async (controller: LiveController) => {
      await controller.active.get().start();
      controller.add(DOOR);
    },
  ],
  [
    "was added before it starts",
    async (controller: LiveController) => {
      const camera = controller.active.get();
      controller.add(DOOR);
      await camera.start();
    },
  ],
])("the default camera is known again also where another one %s", async (_, act) => {
  plugIn(DESK, DOOR);
  const controller = makeController();
  await act(controller);

  expect(controller.cameras.get()[0]?.choice.get().source).toEqual(DESK);
});

test("the default camera is not one that was chosen beside it", async () => {
  plugIn(DOOR);
  const controller = makeController();
  controller.add(DOOR);

  await controller.startAll();

  expect(phases(controller)).toEqual(["failed", "on"]);
});

test("what runs is not replaced by what is remembered", async () => {
  const { controller, camera } = await makeRunning();

  controller.restore([{ source: DOOR, mirrored: null }]);

  expect(controller.cameras.get()).toEqual([camera]);
});

test("a camera that was added is not replaced by what is remembered", () => {
  const controller = makeController();
  const added = controller.add(DOOR);

  controller.restore([{ source: DESK, mirrored: null }]);

  expect(controller.active.get()).toBe(added);
});

test("what starts by itself does so once per visit, and not after somebody did something", () => {
  const [untouched, touched] = [makeController(), makeController()];
  touched.add(DOOR);

  expect(untouched.mayStartByItself()).toBe(true);
  expect(untouched.mayStartByItself()).toBe(false);
  expect(touched.mayStartByItself()).toBe(false);
});

test("a video is used again by the next camera", () => {
  const newVideo = vi.fn(() => document.createElement("video"));
  const controller = new LiveController(newVideo);

  for (let round = 0; round < 5; round += 1) {
    const camera = controller.add(DEFAULT_CAMERA);
    if (camera !== null) controller.remove(camera);
  }

  expect(newVideo).toHaveBeenCalledTimes(2);
});
