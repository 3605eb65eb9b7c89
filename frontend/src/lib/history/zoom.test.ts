import { expect, test } from "vitest";

import { automaticBucket, bucketMs } from "./bucket";
import { canMagnify, detailRange, magnified, shifted, withinWhole } from "./zoom";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY = { startMs: 0, endMs: 24 * HOUR_MS };

test("zooming in keeps the middle and halves the window", () => {
  expect(magnified(null, DAY, 2)).toEqual({ startMs: 6 * HOUR_MS, endMs: 18 * HOUR_MS });
});

test("zooming out as often leads back to the whole", () => {
  const near = magnified(magnified(null, DAY, 2), DAY, 2);

  expect(magnified(magnified(near, DAY, 0.5), DAY, 0.5)).toBeNull();
});

test("a window at the edge stays inside and keeps its length", () => {
  const last = { startMs: 22 * HOUR_MS, endMs: 24 * HOUR_MS };

  expect(shifted(last, DAY, 0.5)).toEqual(last);
  expect(shifted(last, DAY, -0.5)).toEqual({ startMs: 21 * HOUR_MS, endMs: 23 * HOUR_MS });
  expect(magnified(last, DAY, 0.5)).toEqual({ startMs: 20 * HOUR_MS, endMs: 24 * HOUR_MS });
});

test("nobody can look nearer than a minute", () => {
  const minute = { startMs: HOUR_MS, endMs: HOUR_MS + MINUTE_MS };

  expect(magnified(minute, DAY, 2)).toEqual(minute);
  expect(canMagnify(minute, DAY)).toBe(false);
  expect(canMagnify(null, DAY)).toBe(true);
});

test("a window from an old address that has nothing to do with the range is moved into it", () => {
  const before = { startMs: -5 * HOUR_MS, endMs: -4 * HOUR_MS };

  expect(withinWhole(before, DAY)).toEqual({ startMs: 0, endMs: HOUR_MS });
});

test("a range that is shorter than a minute cannot be zoomed", () => {
  const moment = { startMs: 0, endMs: 20_000 };

  expect(magnified(null, moment, 2)).toBeNull();
});

test.each([[2 * HOUR_MS], [20 * MINUTE_MS], [MINUTE_MS], [7 * HOUR_MS + 1234]])(
  "for a window of %i ms more is asked for on both sides, and not too many steps",
  (lengthMs) => {
    const zoom = { startMs: 10 * HOUR_MS + 777, endMs: 10 * HOUR_MS + 777 + lengthMs };

    const asked = detailRange(zoom, DAY);

    expect(zoom.startMs - asked.startMs).toBeGreaterThan(lengthMs / 3);
    expect(asked.endMs - zoom.endMs).toBeGreaterThan(lengthMs / 3);
    const steps = (asked.endMs - asked.startMs) / bucketMs(automaticBucket(zoom));
    expect(steps).toBeLessThan(900);
  },
);

test("a small move asks nothing new", () => {
  const zoom = { startMs: 10 * HOUR_MS + 1, endMs: 12 * HOUR_MS + 1 };
  const moved = { startMs: zoom.startMs + 5_000, endMs: zoom.endMs + 5_000 };

  expect(detailRange(moved, DAY)).toEqual(detailRange(zoom, DAY));
});

test("nothing outside of the whole is asked for", () => {
  expect(detailRange({ startMs: 0, endMs: HOUR_MS }, DAY).startMs).toBe(0);
  expect(detailRange({ startMs: 23 * HOUR_MS, endMs: 24 * HOUR_MS }, DAY).endMs).toBe(DAY.endMs);
});
