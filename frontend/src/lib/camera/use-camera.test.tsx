import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { makeStream, stubCameraPermission, stubMediaDevices } from "@/testing/fake-media";

import { useCamera } from "./use-camera";

afterEach(() => {
  Reflect.deleteProperty(navigator, "permissions");
  vi.unstubAllGlobals();
});

test("a camera is released when the component goes", async () => {
  const { stream, track } = makeStream();
  stubMediaDevices(() => Promise.resolve(stream));
  const { result, unmount } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current.status).toBe("on"));
  expect(track.stop).not.toHaveBeenCalled();

  unmount();

  expect(track.stop).toHaveBeenCalledOnce();
});

test("a camera that opens after the component went is released at once", async () => {
  const { stream, track } = makeStream();
  let finishOpening = (): void => undefined;
  stubMediaDevices(() => new Promise((resolve) => (finishOpening = () => resolve(stream))));
  const { unmount } = renderHook(() => useCamera(null));

  unmount();
  await act(() => {
    finishOpening();
    return Promise.resolve();
  });

  expect(track.stop).toHaveBeenCalledOnce();
});

test("another camera takes the place of the first, which is released", async () => {
  const first = makeStream();
  const second = makeStream();
  const streams = [first.stream, second.stream];
  stubMediaDevices(() => Promise.resolve(streams.shift() ?? second.stream));
  const { result, rerender } = renderHook(({ id }) => useCamera(id), { initialProps: { id: "a" } });
  await waitFor(() => expect(result.current.status).toBe("on"));

  rerender({ id: "b" });
  await waitFor(() => expect(result.current).toMatchObject({ stream: second.stream }));

  expect(first.track.stop).toHaveBeenCalledOnce();
  expect(second.track.stop).not.toHaveBeenCalled();
});

test.each([
  ["granted", "lost"],
  ["prompt", "lost"],
  ["denied", "denied"],
] as const)("a camera that ends while its permission is %s is %s", async (state, problem) => {
  const { stream, track } = makeStream();
  stubMediaDevices(() => Promise.resolve(stream));
  stubCameraPermission(state);
  const { result } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current.status).toBe("on"));

  track.dispatchEvent(new Event("ended"));

  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem }));
});

test("a camera that is allowed at last is opened without a click", async () => {
  const { stream } = makeStream();
  const answers = [() => Promise.reject(new DOMException("no", "NotAllowedError"))];
  stubMediaDevices(() => answers.pop()?.() ?? Promise.resolve(stream));
  const setPermission = stubCameraPermission("denied");
  const { result } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem: "denied" }));

  act(() => setPermission("granted"));

  await waitFor(() => expect(result.current).toEqual({ status: "on", stream }));
});

const USB = { deviceId: "usb", label: "Camera at the pupil" };
const BUILT_IN = { deviceId: "built-in", label: "Camera of the teacher's screen" };

test("a camera that is plugged in again is opened without a click", async () => {
  const first = makeStream(USB);
  const second = makeStream(USB);
  const opened = [() => Promise.resolve(second.stream), () => Promise.resolve(first.stream)];
  const open = vi.fn(
    () => opened.pop()?.() ?? Promise.reject(new DOMException("no", "NotFoundError")),
  );
  const devices = stubMediaDevices(open, [USB]);
  const { result, unmount } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current.status).toBe("on"));
  first.track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem: "lost" }));

  act(() => void devices.dispatchEvent(new Event("devicechange")));

  await waitFor(() => expect(result.current).toEqual({ status: "on", stream: second.stream }));
  second.track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(result.current.status).toBe("failed"));
  unmount();
  act(() => void devices.dispatchEvent(new Event("devicechange")));
  expect(open).toHaveBeenCalledTimes(2);
});

test("no other camera takes the place of one that is unplugged", async () => {
  const [lost, back] = [makeStream(USB), makeStream(USB)];
  const streams = [lost.stream, back.stream];
  const open = vi.fn(() => Promise.resolve(streams.shift() ?? makeStream(BUILT_IN).stream));
  const plugged = [BUILT_IN, USB];
  const devices = stubMediaDevices(open, plugged);
  const changePlugs = () =>
    act(() => {
      devices.dispatchEvent(new Event("devicechange"));
      return Promise.resolve();
    });
  const { result } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current.status).toBe("on"));

  plugged.pop();
  lost.track.dispatchEvent(new Event("ended"));
  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem: "lost" }));
  await changePlugs();
  expect(result.current).toEqual({ status: "failed", problem: "lost" });
  expect(open).toHaveBeenCalledTimes(1);

  plugged.push(USB);
  await changePlugs();
  await waitFor(() => expect(result.current).toEqual({ status: "on", stream: back.stream }));
  expect(open.mock.lastCall).toMatchObject([{ video: { deviceId: { exact: "usb" } } }]);
});

test("a browser that does not know cameras as a permission calls every loss one", async () => {
  const { stream, track } = makeStream();
  stubMediaDevices(() => Promise.resolve(stream));
  const query = () => Promise.reject(new TypeError("'camera' is not a permission"));
  Object.defineProperty(navigator, "permissions", { value: { query }, configurable: true });
  const { result } = renderHook(() => useCamera(null));
  await waitFor(() => expect(result.current.status).toBe("on"));

  track.dispatchEvent(new Event("ended"));

  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem: "lost" }));
});

test.each([
  ["NotAllowedError", "denied"],
  ["NotFoundError", "not_found"],
  ["OverconstrainedError", "not_found"],
  ["NotReadableError", "in_use"],
  ["WeirdError", "unknown"],
])("%s is explained as %s", async (name, problem) => {
  stubMediaDevices(() => Promise.reject(new DOMException("no", name)));

  const { result } = renderHook(() => useCamera(null));

  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem }));
});

test("an address without HTTPS is explained as such", async () => {
  stubMediaDevices(() => Promise.resolve(makeStream().stream));
  vi.stubGlobal("isSecureContext", false);

  const { result } = renderHook(() => useCamera(null));

  await waitFor(() => expect(result.current).toEqual({ status: "failed", problem: "insecure" }));
});
