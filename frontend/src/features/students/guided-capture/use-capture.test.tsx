import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { messageOf } from "@/lib/api/problem";
import { json, stubServer } from "@/testing/fake-server";

import { shotsWith } from "./capture";
import { useCapture } from "./use-capture";

const MEASUREMENTS = { faces_found: 1, yaw: 2, pitch: -8 };
const GOOD = {
  acceptable: true,
  hint: null,
  reasons: [],
  warnings: [],
  measurements: MEASUREMENTS,
};
const PICTURE = new Blob(["jpeg"], { type: "image/jpeg" });

beforeEach(() => {
  const made = { createObjectURL: () => "blob:photo", revokeObjectURL: vi.fn() };
  vi.stubGlobal("URL", Object.assign(URL, made));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function renderCapture() {
  const queries = new QueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  return renderHook(() => useCapture(4), { wrapper }).result;
}

function makeReport(accepted: readonly boolean[]) {
  const reasons = [{ code: "too_dark", detail: "Turn on a light.", student_id: null }];
  return {
    student: { views: 2, few_views: true },
    warnings: [{ code: "few_angles", detail: "Two views.", student_id: null }],
    results: accepted.map((isAccepted, index) => ({
      index,
      filename: null,
      accepted: isAccepted,
      face_id: isAccepted ? 200 + index : null,
      reasons: isAccepted ? [] : reasons,
      warnings: [],
      measurements: MEASUREMENTS,
    })),
  };
}

test("a photo is looked at by the server and stored only when it is saved", async () => {
  const seen = stubServer({
    "POST /api/faces/check": () => json(GOOD),
    "POST /api/students/4/faces": () => json(makeReport([true])),
  });
  const result = renderCapture();

  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(result.current.capture.step).toBe("left"));
  expect(seen.map(({ url }) => new URL(url).pathname)).toEqual(["/api/faces/check"]);
  expect(seen[0]?.headers.get("Content-Type")).toBe("image/jpeg");
  expect(new URL(seen[0]?.url ?? "").searchParams.get("student_id")).toBe("4");

  await act(() => result.current.save());
  expect(shotsWith(result.current.capture, "stored")).toHaveLength(1);
  expect(result.current.outcome).toEqual({ views: 2, isFew: true, warnings: ["Two views."] });
});

test("a photo that the server would not take says why and is taken again", async () => {
  const reasons = [{ code: "too_dark", detail: "Turn on a light.", student_id: null }];
  stubServer({ "POST /api/faces/check": () => json({ ...GOOD, acceptable: false, reasons }) });
  const result = renderCapture();

  act(() => result.current.take("front", PICTURE));

  await waitFor(() =>
    expect(result.current.capture.shots.front?.verdict).toMatchObject({
      status: "rejected",
      reasons: ["Turn on a light."],
    }),
  );
  expect(result.current.capture.step).toBe("front");
});

test("photos that could not be sent can be sent again", async () => {
  let isDown = true;
  stubServer({
    "POST /api/faces/check": () => json(GOOD),
    "POST /api/students/4/faces": () => {
      if (isDown) throw new TypeError("Failed to fetch");
      return json(makeReport([true]));
    },
  });
  const result = renderCapture();
  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(shotsWith(result.current.capture, "good")).toHaveLength(1));

  await act(() => result.current.save());
  expect(messageOf(result.current.error)).toContain("cannot be reached");
  expect(shotsWith(result.current.capture, "good")).toHaveLength(1);

  isDown = false;
  await act(() => result.current.save());
  expect(result.current.error).toBeNull();
  expect(shotsWith(result.current.capture, "stored")).toHaveLength(1);
});

test("somebody who was confirmed to be another person is named to the server", async () => {
  const seen = stubServer({ "POST /api/faces/check": () => json(GOOD) });
  const result = renderCapture();
  act(() => result.current.confirm(9));
  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(result.current.capture.step).toBe("left"));
  expect(new URL(seen[0]?.url ?? "").searchParams.getAll("confirm_look_alike")).toEqual(["9"]);
});

test("what was stored is deleted again, and the photos are taken anew", async () => {
  const seen = stubServer({
    "POST /api/faces/check": () => json(GOOD),
    "POST /api/students/4/faces": () => json(makeReport([true])),
    "DELETE /api/students/4/faces/200": () => new Response(null, { status: 204 }),
  });
  const result = renderCapture();
  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(shotsWith(result.current.capture, "good")).toHaveLength(1));
  await act(() => result.current.save());

  await act(() => result.current.takeBack());

  expect(seen.at(-1)?.method).toBe("DELETE");
  expect(result.current.capture.step).toBe("front");
  expect(result.current.outcome).toBeNull();
});

/** A server that stores photos but whose first answer is lost, and that remembers keys. */
function stubLossyServer() {
  const answers = new Map<string, Response>();
  const duplicate = { code: "duplicate_photo", detail: "It is stored already.", student_id: null };
  const report = makeReport([true]);
  const refused = {
    ...report,
    results: report.results.map((result) => ({ ...result, accepted: false, reasons: [duplicate] })),
  };
  return stubServer({
    "POST /api/faces/check": () => json(GOOD),
    "POST /api/students/4/faces": ({ headers }) => {
      const key = headers.get("Idempotency-Key") ?? "";
      const before = answers.get(key);
      if (before !== undefined) return before.clone();
      const isFirst = answers.size === 0;
      answers.set(key, json(isFirst ? report : refused));
      if (isFirst) throw new TypeError("Failed to fetch");
      return json(refused);
    },
  });
}

const keysOf = (requests: readonly Request[]) =>
  requests
    .filter(({ url }) => url.includes("/students/"))
    .map(({ headers }) => headers.get("Idempotency-Key"));

test("photos whose answer was lost are told as stored when they are saved again", async () => {
  const seen = stubLossyServer();
  const result = renderCapture();
  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(shotsWith(result.current.capture, "good")).toHaveLength(1));

  await act(() => result.current.save());
  await act(() => result.current.save());

  expect(shotsWith(result.current.capture, "stored")).toHaveLength(1);
  const [first, second] = keysOf(seen);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(second).toBe(first);
});

test("photos that were taken since are another upload", async () => {
  const seen = stubLossyServer();
  const result = renderCapture();
  act(() => result.current.take("front", PICTURE));
  await waitFor(() => expect(shotsWith(result.current.capture, "good")).toHaveLength(1));
  await act(() => result.current.save());

  act(() => result.current.take("left", PICTURE));
  await waitFor(() => expect(shotsWith(result.current.capture, "good")).toHaveLength(2));
  await act(() => result.current.save());

  expect(new Set(keysOf(seen)).size).toBe(2);
});
