import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { text } from "@/text";
import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";

import { EnrollDialog } from "./enroll-dialog";

const STUDENT = { id: 4, name: "Amara Okafor" };
const ABOUT = { max_enrollment_images: 2 };

beforeEach(() => {
  stubMediaDevices(() => Promise.resolve(makeStream().stream));
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:photo", revokeObjectURL: vi.fn() }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function makePhoto(name: string): File {
  return new File(["jpeg"], name, { type: "image/jpeg" });
}

async function choose(files: File[]): Promise<void> {
  await userEvent.click(screen.getByRole("tab", { name: text.enrollment.fromFiles }));
  await userEvent.upload(screen.getByTestId("photo-input"), files);
}

function statuses(): (string | undefined)[] {
  return screen.getAllByTestId("photo").map(({ dataset }) => dataset.status);
}

function makeResult(changes: Record<string, unknown>) {
  const measurements = { faces_found: 1 };
  return {
    index: 0,
    accepted: false,
    face_id: null,
    reasons: [],
    warnings: [],
    measurements,
    ...changes,
  };
}

test("in place of a camera that is unplugged another one can be chosen", async () => {
  const usb = { deviceId: "usb", label: "Camera at the pupil" };
  const builtIn = { deviceId: "built-in", label: "Built-in camera" };
  const [lost, other] = [makeStream(usb), makeStream(builtIn)];
  const streams = [lost.stream];
  stubMediaDevices(() => Promise.resolve(streams.pop() ?? other.stream), [builtIn]);
  stubServer({ "GET /api/about": () => json(ABOUT) });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);
  await screen.findByTestId("capture-guide");
  await waitFor(() => expect(streams).toEqual([]));
  act(() => void lost.track.dispatchEvent(new Event("ended")));

  expect(await screen.findByText(text.cameraProblems.lost.title)).toBeVisible();
  await userEvent.click(await screen.findByRole("combobox", { name: text.capture.camera }));
  await userEvent.click(screen.getByRole("option", { name: "Built-in camera" }));

  expect(await screen.findByTestId("capture-guide")).toBeVisible();
});

test("each photo shows the server's verdict and its reasons", async () => {
  const results = [
    makeResult({ accepted: true }),
    makeResult({ index: 1, reasons: [{ code: "too_dark", detail: "Turn on a light." }] }),
  ];
  stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json({ results, warnings: [] }),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);

  await choose([makePhoto("a.jpg"), makePhoto("b.jpg")]);

  expect(await screen.findByText("Turn on a light.")).toBeVisible();
  expect(statuses()).toEqual(["rejected", "accepted"]); // newest first
  expect(screen.getByText("1 photo accepted · 1 not used")).toBeVisible();
});

test("warnings stand beside an accepted photo and above all of them", async () => {
  const warnings = [{ code: "looks_like_another_student", detail: "Looks like Bilal." }];
  const results = [makeResult({ accepted: true, warnings })];
  const few = [{ code: "few_angles", detail: "One view so far." }];
  stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json({ results, warnings: few }),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);

  await choose([makePhoto("a.jpg")]);

  expect(await screen.findByText("Looks like Bilal.")).toBeVisible();
  expect(screen.getByText("One view so far.")).toBeVisible();
});

test("a photo that was added is taken back alone", async () => {
  const results = [
    makeResult({ accepted: true, face_id: 204 }),
    makeResult({ index: 1, accepted: true, face_id: 205 }),
  ];
  const seen = stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json({ results, warnings: [] }),
    "DELETE /api/students/4/faces/204": () => new Response(null, { status: 204 }),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);
  await choose([makePhoto("a.jpg"), makePhoto("b.jpg")]);

  await userEvent.click(await screen.findByRole("button", { name: text.enrollment.takeBackOf(1) }));

  await waitFor(() => expect(statuses()).toEqual(["accepted", "removed"]));
  expect(seen.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  expect(screen.getByText("1 photo accepted")).toBeVisible();
});

test("a photo that cannot be taken back says why, and can be tried again", async () => {
  const results = [makeResult({ accepted: true, face_id: 204 })];
  const problem = { code: "database_locked", detail: "Another program keeps the database." };
  stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json({ results, warnings: [] }),
    "DELETE /api/students/4/faces/204": () => json(problem, 503),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);
  await choose([makePhoto("a.jpg")]);

  await userEvent.click(await screen.findByRole("button", { name: text.enrollment.takeBackOf(1) }));

  expect(await screen.findByText("Another program keeps the database.")).toBeVisible();
  expect(statuses()).toEqual(["accepted"]);
});

test("a photo of a twin is sent again once a teacher confirms that they are two", async () => {
  const reason = { code: "resembles_another_student", detail: "Looks like Bilal.", student_id: 9 };
  const seen = stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": ({ url }) => {
      const accepted = new URL(url).searchParams.get("confirm_look_alike") === "9";
      const results = [makeResult({ accepted, reasons: accepted ? [] : [reason] })];
      return json({ results, warnings: [] });
    },
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);
  await choose([makePhoto("a.jpg")]);

  await userEvent.click(await screen.findByRole("button", { name: text.enrollment.twoPeople }));

  await waitFor(() => expect(statuses()).toEqual(["accepted"]));
  expect(seen.filter(({ method }) => method === "POST")).toHaveLength(2);
});

test("no more files are sent than the server takes at once", async () => {
  const seen = stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json({ results: [], warnings: [] }),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);
  await waitFor(() => expect(seen).toHaveLength(1));

  await choose([makePhoto("a.jpg"), makePhoto("b.jpg"), makePhoto("c.jpg")]);

  expect(screen.getAllByTestId("photo")).toHaveLength(2);
  expect(screen.getByText(text.enrollment.tooMany(2))).toBeVisible();
});

test("a refused upload says why", async () => {
  const problem = { code: "payload_too_large", detail: "Send fewer or smaller photos." };
  stubServer({
    "GET /api/about": () => json(ABOUT),
    "POST /api/students/4/faces": () => json(problem, 413),
  });
  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);

  await choose([makePhoto("a.jpg")]);

  expect(await screen.findByText("Send fewer or smaller photos.")).toBeVisible();
  expect(statuses()).toEqual(["failed"]);
});

test("a camera that is not allowed is explained", async () => {
  stubServer({ "GET /api/about": () => json(ABOUT) });
  stubMediaDevices(() => Promise.reject(new DOMException("no", "NotAllowedError")));

  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);

  expect(await screen.findByText(text.cameraProblems.denied.title)).toBeVisible();
});

test("the camera asks for one look after the other; files do not", async () => {
  stubServer({ "GET /api/about": () => json(ABOUT) });

  renderView(<EnrollDialog student={STUDENT} onClose={vi.fn()} />);

  expect(screen.getByTestId("capture-guide")).toHaveTextContent(text.capture.ask.front);
  expect(screen.getAllByTestId("step").map(({ dataset }) => dataset.state)).toEqual([
    "current",
    "open",
    "open",
    "open",
  ]);
  await userEvent.click(screen.getByRole("tab", { name: text.enrollment.fromFiles }));
  expect(screen.queryByTestId("capture-guide")).toBeNull();
});
