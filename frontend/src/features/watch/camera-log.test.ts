import { expect, test } from "vitest";

import { CameraLog } from "./camera-log";

const NOW_MS = 1_000_000;

/** Ten results a second, until `NOW_MS`. */
function makeLog(seconds = 10): CameraLog {
  const log = new CameraLog();
  for (let atMs = NOW_MS - seconds * 1000; atMs < NOW_MS; atMs += 100) log.result("a", atMs);
  return log;
}

test("a camera that sends is there with its rate", () => {
  const [camera] = makeLog().cameras(NOW_MS);

  expect(camera?.framesPerSecond).toBeCloseTo(10, 0);
  expect(camera?.silentSinceMs).toBeNull();
});

test("a camera that has just come is not slower for it", () => {
  expect(makeLog(2).cameras(NOW_MS)[0]?.framesPerSecond).toBeCloseTo(10, 0);
});

test("a camera that hangs is silent since its last result, and forgotten when it stays away", () => {
  const log = makeLog();

  expect(log.cameras(NOW_MS + 8_000)).toEqual([
    { connectionId: "a", number: 1, framesPerSecond: 0, silentSinceMs: NOW_MS - 100 },
  ]);
  expect(log.cameras(NOW_MS + 60_000)).toEqual([]);
});

test("cameras keep their numbers, and a new one takes the first that is free", () => {
  const log = makeLog();
  log.result("b", NOW_MS);
  for (let second = 0; second <= 40; second += 1) log.result("b", NOW_MS + second * 1000);
  log.result("c", NOW_MS + 40_000);

  const numbers = log
    .cameras(NOW_MS + 40_000)
    .map((camera) => [camera.connectionId, camera.number]);

  expect(numbers).toEqual([
    ["c", 1],
    ["b", 2],
  ]);
});

test("a clock that was set back makes a camera neither faster nor silent", () => {
  const log = makeLog();
  const setBackMs = NOW_MS - 3_600_000;

  for (let atMs = setBackMs; atMs < setBackMs + 10_000; atMs += 100) log.result("a", atMs);

  const [camera] = log.cameras(setBackMs + 10_000);
  expect(camera?.framesPerSecond).toBeCloseTo(10, 0);
  expect(camera?.silentSinceMs).toBeNull();
});

test("a camera that stopped before the clock was set back is forgotten", () => {
  expect(makeLog().cameras(NOW_MS - 3_600_000)).toEqual([]);
});
