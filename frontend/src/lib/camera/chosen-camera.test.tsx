import { afterEach, expect, test, vi } from "vitest";

import { makeStream, stubMediaDevices } from "@/testing/fake-media";

import { cameraName, findCamera, openChosenCamera } from "./chosen-camera";

const DESK = { deviceId: "d1", label: "Desk camera" };
const DOOR = { deviceId: "d2", label: "Door camera" };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Plugs cameras in; what is asked of the browser is written down, for each that is opened. */
function plugIn(devices: readonly (typeof DESK)[], open: () => MediaStream): unknown[] {
  const asked: unknown[] = [];
  stubMediaDevices(({ video }) => {
    asked.push(typeof video === "object" ? video.deviceId : video);
    return Promise.resolve(open());
  }, devices);
  return asked;
}

test.each([
  ["by its id", DOOR, "d2"],
  ["by its id, whatever its name", { ...DOOR, label: "" }, "d2"],
  ["by its name when the id is new", { deviceId: "old", label: "Door camera" }, "d2"],
  ["not when it is gone", { deviceId: "old", label: "Roof camera" }, undefined],
  ["not by a name that nobody knows", { deviceId: "old", label: "" }, undefined],
])("a camera is found %s", (_, chosen, deviceId) => {
  expect(findCamera(chosen, [DESK, DOOR, { deviceId: "d3", label: "" }])?.deviceId).toBe(deviceId);
});

test("of two cameras with the same name the one is taken that is free", () => {
  const twins = [DESK, { ...DESK, deviceId: "d3" }];

  expect(findCamera({ ...DESK, deviceId: "old" }, twins, new Set(["d1"]))?.deviceId).toBe("d3");
});

test("a camera with a new id is opened by it", async () => {
  const asked = plugIn([DESK, DOOR], () => makeStream().stream);

  await openChosenCamera({ deviceId: "old", label: "Door camera" });

  expect(asked).toEqual([{ exact: "d2" }]);
});

test("another camera is never opened in its place", async () => {
  const asked = plugIn([DESK], () => makeStream().stream);

  const opening = openChosenCamera({ deviceId: "old", label: "Door camera" });

  await expect(opening).rejects.toMatchObject({ problem: "not_found" });
  expect(asked).toEqual([]);
});

test("before the permission the default camera is opened to ask for it, and released", async () => {
  const asking = makeStream(DESK);
  const wanted = makeStream(DOOR);
  const streams = [asking.stream, wanted.stream];
  const devices: (typeof DESK)[] = [];
  const asked = plugIn(devices, () => {
    devices.push(DESK, DOOR);
    return streams.shift() ?? wanted.stream;
  });

  const stream = await openChosenCamera({ deviceId: "old", label: "Door camera" });

  expect(stream).toBe(wanted.stream);
  expect(asking.track.stop).toHaveBeenCalledOnce();
  expect(asked).toEqual([undefined, { exact: "d2" }]);
});

test("the default camera is kept when it is the one that was chosen", async () => {
  const { stream, track } = makeStream(DESK);
  const devices: (typeof DESK)[] = [];
  plugIn(devices, () => {
    devices.push(DESK, DOOR);
    return stream;
  });

  expect(await openChosenCamera(DESK)).toBe(stream);
  expect(track.stop).not.toHaveBeenCalled();
});

test("a camera's name is told without the numbers of its USB device", () => {
  expect(cameraName("HD Pro Webcam C920 (046d:082d)")).toBe("HD Pro Webcam C920");
  expect(cameraName("Camera (rear)")).toBe("Camera (rear)");
});

test("the default camera is one that is free, or none", async () => {
  const desk = makeStream(DESK);
  const door = makeStream(DOOR);
  const streams = [desk.stream, door.stream, makeStream(DESK).stream];
  const asked = plugIn([DESK, DOOR], () => streams.shift() ?? door.stream);
  const byDefault = { deviceId: null, label: "" };

  const opened = await openChosenCamera(byDefault, new Set(["d1"]));
  const refused = openChosenCamera(byDefault, new Set(["d1", "d2"]));

  expect(opened).toBe(door.stream);
  expect(desk.track.stop).toHaveBeenCalledOnce();
  await expect(refused).rejects.toMatchObject({ problem: "not_found" });
  expect(asked).toEqual([undefined, { exact: "d2" }, undefined]);
});
