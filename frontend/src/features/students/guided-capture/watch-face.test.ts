import { expect, test } from "vitest";

import type { Schemas } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";

import { watchFace } from "./watch-face";

const PICTURE = new Blob(["jpeg"]);
const CHECK: Schemas["FaceCheck"] = {
  acceptable: true,
  hint: null,
  reasons: [],
  warnings: [],
  measurements: { faces_found: 1 },
};

interface Scene {
  readonly grab?: () => Promise<Blob | null>;
  /** How long the server takes, or what it throws; the last one is for ever. */
  readonly answers: readonly (number | Error)[];
}

/** Watches until the server was asked once for each answer, and tells what happened. */
async function watched({ grab = () => Promise.resolve(PICTURE), answers }: Scene) {
  let nowMs = 0;
  let asked = 0;
  const seen: string[] = [];
  const pauses: number[] = [];
  const over = new AbortController();
  await watchFace({
    grab,
    check: () => {
      const answer = answers[asked];
      asked += 1;
      if (answer instanceof Error) return Promise.reject(answer);
      nowMs += answer ?? 0;
      return Promise.resolve(CHECK);
    },
    onCheck: () => seen.push("checked"),
    onTrouble: () => seen.push("trouble"),
    sleep: (ms) => {
      pauses.push(ms);
      nowMs += ms;
      if (asked >= answers.length || pauses.length > 9) over.abort();
      return Promise.resolve();
    },
    now: () => nowMs,
    signal: over.signal,
  });
  return { seen, pauses, asked };
}

test("a quick server is left alone in between", async () => {
  expect(await watched({ answers: [80, 30] })).toMatchObject({ pauses: [300, 350] });
});

test("a slow server is asked again at once, and never twice at the same time", async () => {
  const { pauses, seen } = await watched({ answers: [900, 2000] });
  expect(pauses).toEqual([0, 0]);
  expect(seen).toEqual(["checked", "checked"]);
});

test("after a failure it waits, and goes on", async () => {
  const answers = [new TypeError("Failed to fetch"), 80];
  expect(await watched({ answers })).toMatchObject({
    pauses: [2000, 300],
    seen: ["trouble", "checked"],
  });
});

test("it waits for as long as the server asks", async () => {
  const busy = new ApiError({ code: "busy", status: 429, detail: "Slowly.", retryAfterSeconds: 7 });
  expect((await watched({ answers: [busy] })).pauses).toEqual([7000]);
});

test("without a picture nothing is asked", async () => {
  const { asked, pauses } = await watched({ grab: () => Promise.resolve(null), answers: [1] });
  expect(asked).toBe(0);
  expect(pauses[0]).toBe(380);
});

test("an answer that comes after the end is not heard", async () => {
  const over = new AbortController();
  const seen: unknown[] = [];
  await watchFace({
    grab: () => Promise.resolve(PICTURE),
    check: () => {
      over.abort();
      return Promise.resolve(CHECK);
    },
    onCheck: (check) => seen.push(check),
    onTrouble: (error) => seen.push(error),
    sleep: () => Promise.resolve(),
    now: () => 0,
    signal: over.signal,
  });
  expect(seen).toEqual([]);
});
