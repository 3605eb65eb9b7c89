// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeReady } from "@/testing/messages";

import { LiveConnection } from "./live-connection";

const REQUEST = { classSessionId: 3, maxInFlight: 2 } as const;
const LONGEST_DELAY_MS = 15_000;

const made: LiveConnection[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
});

afterEach(() => {
  for (const connection of made) connection.close();
  made.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function makeConnection(url = "ws://school/ws/live") {
  const onMessage = vi.fn();
  const onGone = vi.fn();
  const connection = new LiveConnection({ url, onMessage, onGone });
  made.push(connection);
  return { connection, onMessage, onGone };
}

function makeOpenConnection() {
  const parts = makeConnection();
  parts.connection.open(REQUEST);
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady({ class_session_id: 3 }));
  return parts;
}

test("a connection starts the protocol when it opens and is open when the server is ready", () => {
  const { connection } = makeConnection();
  connection.open(REQUEST);
  expect(connection.state.get().phase).toBe("connecting");

  FakeWebSocket.last.accept();
  const start = {
    type: "start",
    protocol: 1,
    class_session_id: 3,
    max_in_flight: 2,
  };
  expect(JSON.parse(FakeWebSocket.last.sent[0] as string)).toEqual(start);

  FakeWebSocket.last.say(makeReady());
  expect(connection.state.get().phase).toBe("open");
});

test("a lost connection comes back and carries on the class session", () => {
  const { connection, onGone } = makeOpenConnection();

  FakeWebSocket.last.end(1006);
  expect(connection.state.get().phase).toBe("waiting");
  expect(onGone).toHaveBeenCalledOnce();

  vi.advanceTimersByTime(500);
  expect(FakeWebSocket.opened).toHaveLength(2);
  FakeWebSocket.last.accept();
  expect(JSON.parse(FakeWebSocket.last.sent[0] as string)).toMatchObject({ class_session_id: 3 });
});

test("attempts to come back grow further apart and never stop", () => {
  makeOpenConnection();
  FakeWebSocket.last.end(1006);

  for (let attempt = 1; attempt <= 12; attempt += 1) {
    const before = FakeWebSocket.opened.length;
    const shortest = Math.min(LONGEST_DELAY_MS, 500 * 2 ** (attempt - 1)) / 2;
    vi.advanceTimersByTime(shortest - 1);
    expect(FakeWebSocket.opened).toHaveLength(before);
    vi.advanceTimersByTime(shortest + 1);
    expect(FakeWebSocket.opened).toHaveLength(before + 1);
    FakeWebSocket.last.end(1006);
  }
});

test("a connection that was ready starts again with short waits", () => {
  makeOpenConnection();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    FakeWebSocket.last.end(1006);
    vi.advanceTimersByTime(LONGEST_DELAY_MS);
  }
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  const before = FakeWebSocket.opened.length;

  FakeWebSocket.last.end(1006);
  vi.advanceTimersByTime(500);

  expect(FakeWebSocket.opened).toHaveLength(before + 1);
});

test("the network coming back ends the wait", () => {
  makeOpenConnection();
  FakeWebSocket.last.end(1006);

  window.dispatchEvent(new Event("online"));

  expect(FakeWebSocket.opened).toHaveLength(2);
});

test("a server that never gets ready is asked again", () => {
  const { connection } = makeConnection();
  connection.open(REQUEST);
  FakeWebSocket.last.accept();

  vi.advanceTimersByTime(10_000);
  expect(connection.state.get().phase).toBe("waiting");

  vi.advanceTimersByTime(500);
  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(connection.state.get()).toEqual({ phase: "connecting", retry: true });
});

test("a slow server is given more time with every attempt", () => {
  const { connection } = makeConnection();
  connection.open(REQUEST);
  vi.advanceTimersByTime(10_000 + 500);
  expect(FakeWebSocket.opened).toHaveLength(2);

  vi.advanceTimersByTime(19_000);
  expect(connection.state.get().phase).toBe("connecting");

  vi.advanceTimersByTime(1_000);
  expect(connection.state.get().phase).toBe("waiting");
});

test("a computer without a network says so at once, and connects when there is one again", () => {
  const { connection } = makeOpenConnection();
  const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  window.dispatchEvent(new Event("offline"));
  expect(connection.state.get()).toMatchObject({ phase: "waiting", offline: true });

  onLine.mockReturnValue(true);
  window.dispatchEvent(new Event("online"));

  expect(FakeWebSocket.opened).toHaveLength(2);
});

test("a server on this computer needs no network", () => {
  const { connection } = makeConnection("ws://localhost:8000/ws/live");
  connection.open(REQUEST);
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);

  window.dispatchEvent(new Event("offline"));

  expect(connection.state.get().phase).toBe("open");
});

test.each([1002, 4404, 4409])("close code %i is final and shows what the server said", (code) => {
  const { connection } = makeOpenConnection();

  FakeWebSocket.last.say({
    type: "error",
    frame_id: null,
    code: "class_session_ended",
    detail: "It ended.",
  });
  FakeWebSocket.last.end(code);
  vi.advanceTimersByTime(LONGEST_DELAY_MS);

  expect(connection.state.get()).toEqual({
    phase: "refused",
    code: "class_session_ended",
    detail: "It ended.",
  });
  expect(FakeWebSocket.opened).toHaveLength(1);
});

test("closing says stop and does not come back", () => {
  const { connection } = makeOpenConnection();
  const socket = FakeWebSocket.last;

  connection.close();
  socket.end(1000);
  vi.advanceTimersByTime(LONGEST_DELAY_MS);

  expect(socket.sent.at(-1)).toBe('{"type":"stop"}');
  expect(connection.state.get().phase).toBe("idle");
  expect(FakeWebSocket.opened).toHaveLength(1);
});

test("a socket that was replaced is not listened to any more", () => {
  const { connection, onMessage } = makeOpenConnection();
  const old = FakeWebSocket.last;
  connection.open({ ...REQUEST, classSessionId: 4 });
  onMessage.mockClear();

  old.say(makeReady());
  old.end(1006);

  expect(onMessage).not.toHaveBeenCalled();
  expect(connection.state.get().phase).toBe("connecting");
});

test("a frame is sent with its header", () => {
  const { connection } = makeOpenConnection();

  connection.sendFrame({ frameId: 5, capturedAtMs: 12.5 }, new Blob(["jpeg"]));

  const frame = FakeWebSocket.last.sent.at(-1) as Blob;
  expect(frame.size).toBe(12 + 4);
});

test("a frame that is ready when the connection is closing is dropped without a complaint", () => {
  const { connection } = makeOpenConnection();
  const socket = FakeWebSocket.last;
  socket.readyState = FakeWebSocket.CLOSING;
  connection.sendFrame({ frameId: 6, capturedAtMs: 20 }, new Blob(["jpeg"]));
  expect(socket.sent).toHaveLength(1);
});
