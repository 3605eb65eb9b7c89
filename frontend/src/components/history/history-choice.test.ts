import { expect, test } from "vitest";

import { parseHistoryChoice, rangeOf, zoomOf } from "./history-choice";

const NOW = new Date(2026, 2, 14, 15, 9, 26).getTime();
const HOUR_MS = 3_600_000;

test("an address without a choice shows today as a chart", () => {
  const choice = parseHistoryChoice({});

  expect(choice).toMatchObject({ range: "today", bucket: "auto", view: "chart" });
  expect(zoomOf(choice, rangeOf(choice, NOW))).toBeNull();
});

test("what makes no sense in an address becomes the default", () => {
  const choice = parseHistoryChoice({ view: "poem", zoomFrom: "x", range: 7, bucket: "1y" });

  expect(choice).toEqual(parseHistoryChoice({}));
});

test.each([1e20, -1, Infinity])("a time that cannot be, like %s, is left out", (time) => {
  const search = { range: "custom", from: time, to: time, zoomFrom: time, zoomTo: time };

  expect(parseHistoryChoice(search)).toEqual(parseHistoryChoice({ range: "custom" }));
});

test("a zoom is shared by the address, and lies in the range", () => {
  const choice = parseHistoryChoice({
    range: "custom",
    from: NOW - 10 * HOUR_MS,
    to: NOW,
    zoomFrom: NOW - HOUR_MS,
    zoomTo: NOW + HOUR_MS,
  });

  const zoom = zoomOf(choice, rangeOf(choice, NOW));

  expect(zoom).toEqual({ startMs: NOW - 2 * HOUR_MS, endMs: NOW });
});
