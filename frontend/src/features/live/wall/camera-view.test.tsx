import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { LiveController } from "@/features/live/live-controller";
import { DEFAULT_CAMERA } from "@/features/live/sources/video-source";
import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeReady, makeResult } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { CameraView } from "./camera-view";

const DESK = { deviceId: "d1", label: "Desk camera" };
const DOOR = { deviceId: "d2", label: "Door camera" };

/** What a browser that offers its full screen has, and jsdom has not. */
const FULL_SCREEN = {
  fullscreenEnabled: true,
  fullscreenElement: null as Element | null,
  exitFullscreen: () => {
    showFull(null);
    return Promise.resolve();
  },
};

function showFull(element: Element | null): void {
  Object.assign(document, { fullscreenElement: element });
  document.dispatchEvent(new Event("fullscreenchange"));
}

let controller: LiveController;

beforeAll(async () => {
  await import("@/features/live/sources/camera-dialog"); // which the page loads when it is opened
});

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.opened = [];
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  controller = new LiveController(() => document.createElement("video"));
});

afterEach(() => {
  act(() => controller.stop());
  vi.useRealTimers();
  window.localStorage.clear();
  for (const name of Object.keys(FULL_SCREEN)) Reflect.deleteProperty(document, name);
  vi.unstubAllGlobals();
});

/** Two cameras that are plugged in, and the streams that were opened of them. */
function plugIn() {
  const opened: ReturnType<typeof makeStream>[] = [];
  stubMediaDevices(
    ({ video }) => {
      const isDoor = JSON.stringify(video).includes(`"${DOOR.deviceId}"`);
      const made = makeStream(isDoor ? DOOR : DESK);
      opened.push(made);
      return Promise.resolve(made.stream);
    },
    [DESK, DOOR],
  );
  return opened;
}

function button(name: string | RegExp): HTMLElement {
  return screen.getByRole("button", { name });
}

test("a camera is chosen by its picture, which is let go before it starts", async () => {
  const opened = plugIn();
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await userEvent.click(button(text.cameras.choose));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(await within(dialog).findByRole("radio", { name: "Door camera" }));
  expect(await within(dialog).findByLabelText(text.cameras.preview)).toBeVisible();
  const previews = [...opened];
  await userEvent.click(within(dialog).getByRole("button", { name: text.cameras.startThis }));

  await waitFor(() => expect(controller.active.get().deviceId).toBe("d2"));
  await waitFor(() => {
    for (const { track } of previews) expect(track.stop).toHaveBeenCalled();
  });
  expect(button(/Picture from Door camera/)).toBeVisible();
});

test("a second camera is added beside the first, which cannot be chosen again", async () => {
  plugIn();
  await controller.active.get().start();
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await userEvent.click(button(text.cameras.add));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByRole("radio", { name: /Desk camera/ })).toBeDisabled();
  await userEvent.click(within(dialog).getByRole("button", { name: text.cameras.startThis }));

  await waitFor(() => expect(screen.getAllByTestId("stage")).toHaveLength(2));
  expect(controller.active.get().deviceId).toBe("d2");
});

test("a small picture becomes the large one when it is pressed", async () => {
  const first = controller.active.get();
  controller.add({ kind: "camera", ...DOOR });
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await userEvent.click(button(text.cameras.showLarge(text.live.defaultCamera)));

  expect(controller.active.get()).toBe(first);
  expect(button(/Picture from Default camera/)).toBeVisible();
});

test("a camera is taken away, and the last one stays", async () => {
  controller.add({ kind: "camera", ...DOOR });
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await userEvent.click(button(text.cameras.removeNamed("Door camera")));

  expect(screen.getAllByTestId("stage")).toHaveLength(1);
  expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
});

test("several cameras start together", async () => {
  plugIn();
  controller.add({ kind: "camera", ...DOOR });
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await userEvent.click(button(text.cameras.startAll(2)));

  await waitFor(() => {
    const phases = controller.cameras.get().map(({ source }) => source.get().phase);
    expect(phases).toEqual(["on", "on"]);
  });
});

test("a picture that is withheld is said over it, with what to do", async () => {
  const opened = plugIn();
  await controller.active.get().start();
  renderView(<CameraView controller={controller} clipUrl={null} />);

  act(() => void opened[0]?.track.dispatchEvent(new Event("mute")));

  expect(screen.getByTestId("picture-trouble")).toHaveTextContent(text.pictureTroubles.muted.title);
});

test("a lost connection is said over the picture until it is back, also while it is tried", async () => {
  plugIn();
  await controller.active.get().start();
  renderView(<CameraView controller={controller} clipUrl={null} />);
  expect(screen.queryByTestId("connection-banner")).toBeNull();

  act(() => FakeWebSocket.last.end(1006));
  expect(screen.getByTestId("connection-banner")).toHaveTextContent(text.connection.lost);

  act(() => void window.dispatchEvent(new Event("online")));
  expect(FakeWebSocket.opened).toHaveLength(2);
  expect(screen.getByTestId("connection-banner")).toBeVisible();
});

test("what the server says against every frame is shown over the picture until a result comes", async () => {
  vi.useFakeTimers();
  plugIn();
  await controller.active.get().start();
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady());
  renderView(<CameraView controller={controller} clipUrl={null} />);
  const detail = "the picture has 518400 pixels, 400000 are allowed";
  const fail = (): void =>
    FakeWebSocket.last.say({ type: "error", frame_id: 1, code: "image_too_large", detail });

  act(fail);
  act(() => void vi.advanceTimersByTime(1_000));

  expect(screen.getByTestId("frame-failure")).toHaveTextContent(detail);
  expect(screen.getByTestId("frame-failure")).toHaveAttribute("role", "status");
  expect(screen.getByTestId("failed")).toHaveTextContent(text.connection.failedValue("1"));

  act(() => FakeWebSocket.last.say(makeResult([])));
  expect(screen.queryByTestId("frame-failure")).toBeNull();
});

test("a camera that cannot be opened says why, and another one can be chosen", async () => {
  stubMediaDevices(() => Promise.reject(new DOMException("no", "NotAllowedError")));
  controller.add(DEFAULT_CAMERA);
  renderView(<CameraView controller={controller} clipUrl={null} />);

  await act(() => controller.active.get().start());

  expect(screen.getByRole("alert")).toHaveTextContent(text.cameraProblems.denied.title);
  expect(button(text.cameras.choose)).toBeVisible();
});

test("another camera can be chosen from the full screen, which would hide the choice", async () => {
  for (const [name, value] of Object.entries(FULL_SCREEN)) {
    Object.defineProperty(document, name, { value, writable: true, configurable: true });
  }
  renderView(<CameraView controller={controller} clipUrl={null} />);
  act(() => showFull(screen.getByRole("group", { name: text.cameras.label })));
  expect(button(text.cameras.leaveFullScreen)).toBeVisible();

  await userEvent.click(button(text.cameras.choose));

  expect(await screen.findByRole("dialog")).toBeVisible();
  expect(document.fullscreenElement).toBeNull();
});
