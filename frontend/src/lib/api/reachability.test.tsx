import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { api } from "@/lib/api/client";
import { Reachability } from "@/lib/api/reachability";
import { json, stubServer } from "@/testing/fake-server";

let isUp = true;
let stop = (): void => undefined;

function startWatching(): Reachability {
  const reachability = new Reachability(() => Promise.resolve(isUp));
  stop = reachability.start();
  return reachability;
}

beforeEach(() => {
  isUp = true;
  vi.useFakeTimers();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function ask(): Promise<void> {
  await api.GET("/api/about").catch(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
}

test("a request without an answer and a server that is not there make it unreachable", async () => {
  isUp = false;
  stubServer({ "GET /api/about": () => Promise.reject(new TypeError("Failed to fetch")) });
  const reachability = startWatching();

  await ask();

  expect(reachability.isReachable.get()).toBe(false);
});

test("a request that only broke off means nothing while the server answers", async () => {
  stubServer({ "GET /api/about": () => Promise.reject(new TypeError("Failed to fetch")) });
  const reachability = startWatching();

  await ask();

  expect(reachability.isReachable.get()).toBe(true);
});

test("a server that comes back is noticed without anybody asking", async () => {
  isUp = false;
  const reachability = startWatching();
  window.dispatchEvent(new Event("offline"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reachability.isReachable.get()).toBe(false);

  isUp = true;
  await vi.advanceTimersByTimeAsync(5_000);

  expect(reachability.isReachable.get()).toBe(true);
});

test("what the server refuses it was there to refuse", async () => {
  isUp = false;
  stubServer({ "GET /api/about": () => json({ code: "x", detail: "no" }, 500) });
  const reachability = startWatching();

  await ask();

  expect(reachability.isReachable.get()).toBe(true);
});
