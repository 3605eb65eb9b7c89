import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LiveCamera } from "@/features/live/live-camera";
import { DEFAULT_CAMERA } from "@/features/live/sources/video-source";
import type { LoweredEffort } from "@/lib/protocol.gen";
import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeReady, makeResult } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { EffortChip } from "./effort-chip";

const LOWERED: LoweredEffort = {
  lowered: ["emotion_rate", "scan_rate"],
  emotion_interval_seconds: 0.4,
  scan_interval_seconds: 2,
  min_face_px: 40,
  max_frames_per_second: 240,
};

let camera: LiveCamera;

beforeEach(async () => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  stubMediaDevices(() => Promise.resolve(makeStream().stream));
  camera = new LiveCamera({
    id: 1,
    video: document.createElement("video"),
    choice: { source: DEFAULT_CAMERA, mirrored: null },
    taken: () => new Set(),
    enlist: () => ({ classSessionId: null }),
    onResult: vi.fn(),
    onClassSessionGone: vi.fn(),
  });
  await camera.start();
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  renderView(<EffortChip camera={camera} />);
});

afterEach(() => {
  camera.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answer(effort: LoweredEffort | null): void {
  act(() => FakeWebSocket.last.say(makeResult([], { effort })));
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

test("a server that keeps up says nothing", () => {
  answer(null);
  expect(screen.queryByTestId("effort")).toBeNull();
});

test("what a busy server does less of is told in people's words", async () => {
  answer(LOWERED);

  const chip = screen.getByRole("button", {
    name: "Busy: emotions are read less often, and 1 more",
  });
  await userEvent.click(chip);

  const details = screen.getByRole("dialog", { name: text.effort.title });
  expect(details).toHaveTextContent("A face's emotion is read once in 0.4 seconds.");
  expect(details).toHaveTextContent("noticed within 2.0 seconds");
  expect(details).not.toHaveTextContent("pictures a second");
});

test("the chip goes when the server keeps up again, and with the connection", () => {
  answer(LOWERED);
  answer(null);
  expect(screen.queryByTestId("effort")).toBeNull();

  answer(LOWERED);
  act(() => camera.stop());
  expect(screen.queryByTestId("effort")).toBeNull();
});

test("screen readers hear of it at once, and then at most every ten seconds", () => {
  vi.useFakeTimers();
  answer(LOWERED);
  pass(1);
  expect(screen.getByRole("status")).toHaveTextContent(/^Busy: emotions/);

  answer({ ...LOWERED, lowered: ["scan_rate"] });
  pass(9_000);
  expect(screen.getByRole("status")).toHaveTextContent(/^Busy: emotions/);

  pass(1_000);
  expect(screen.getByRole("status")).toHaveTextContent(/^Busy: new faces/);
});
