// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { epochMs } from "@/lib/epoch-clock";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeFace, makeReady, makeResult } from "@/testing/messages";

import { WatchController } from "./watch-controller";

const made: WatchController[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
});

afterEach(() => {
  for (const controller of made) controller.close();
  made.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function makeWatching(): WatchController {
  const controller = new WatchController(12);
  made.push(controller);
  controller.start();
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady({ class_session_id: 12 }));
  return controller;
}

function seen(studentId: number) {
  const name = `Student ${studentId}`;
  return makeFace({ identity: { status: "known", student_id: studentId, name, similarity: 0.7 } });
}

test("a watcher asks for its class session and says nothing else", () => {
  const controller = makeWatching();

  expect(new URL(FakeWebSocket.last.url).pathname).toBe("/ws/watch/12");
  expect(FakeWebSocket.last.sent).toEqual([]);
  expect(controller.connection.state.get().phase).toBe("open");
});

test("what several cameras see is one class", () => {
  const controller = makeWatching();

  FakeWebSocket.last.say(makeResult([seen(1)], { connection_id: "front" }));
  vi.advanceTimersByTime(1_000);
  FakeWebSocket.last.say(makeResult([seen(2)], { connection_id: "back" }));

  expect([...controller.classNow.roster.get().entries.keys()].sort()).toEqual([1, 2]);
  expect(controller.cameras.cameras(epochMs()).map(({ number }) => number)).toEqual([1, 2]);
});

test("a server that restarts is connected to again, and the class is kept", () => {
  const controller = makeWatching();
  FakeWebSocket.last.say(makeResult([seen(1)]));

  FakeWebSocket.last.say({ type: "bye", reason: "server_stopping" });
  FakeWebSocket.last.end(1001);
  expect(controller.connection.state.get().phase).toBe("waiting");
  vi.advanceTimersByTime(1_000);

  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(controller.outcome.get()).toBe("running");
  expect(controller.classNow.roster.get().entries.size).toBe(1);
});

test("a class that ends is over, and is not asked for again", () => {
  const controller = makeWatching();

  FakeWebSocket.last.say({ type: "bye", reason: "class_session_ended" });
  FakeWebSocket.last.end(1000);
  vi.advanceTimersByTime(60_000);

  expect(controller.outcome.get()).toBe("ended");
  expect(FakeWebSocket.opened).toHaveLength(1);
});

test.each([
  ["class_session_ended", 4409, "ended"],
  ["class_session_not_found", 4404, "missing"],
])("a server that answers %s is not asked again", (code, closeCode, outcome) => {
  const controller = makeWatching();

  FakeWebSocket.last.say({ type: "error", frame_id: null, code, detail: "No." });
  FakeWebSocket.last.end(closeCode);
  vi.advanceTimersByTime(60_000);

  expect(controller.outcome.get()).toBe(outcome);
  expect(FakeWebSocket.opened).toHaveLength(1);
});
