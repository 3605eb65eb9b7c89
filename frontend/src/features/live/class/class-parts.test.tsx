import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LiveController } from "@/features/live/live-controller";
import { makeStream, stubMediaDevices } from "@/testing/fake-media";
import { json, stubServer } from "@/testing/fake-server";
import { FakeWebSocket } from "@/testing/fake-web-socket";
import { makeReady } from "@/testing/messages";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { ClassParts } from "./class-parts";

let controller: LiveController;

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeWebSocket);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  stubMediaDevices(() => Promise.resolve(makeStream().stream));
  controller = new LiveController(() => document.createElement("video"));
});

afterEach(() => {
  act(() => controller.stop());
  vi.unstubAllGlobals();
});

test.each([
  ["somebody was enrolled after the camera had started", 25, text.roster.empty],
  ["nobody is enrolled any more", 0, text.roster.noneEnrolled],
])("an empty roster knows that %s", async (_, enrolled, words) => {
  stubServer({
    "GET /api/about": () => json({ emotion_set: "wellbeing", demo_clip_url: null }),
    "GET /api/students": ({ url }) => {
      const isOfEnrolled = new URL(url).searchParams.get("needs_enrollment") === "false";
      return json({ items: [], total: isOfEnrolled ? enrolled : 99, limit: 1, offset: 0 });
    },
  });
  await controller.active.get().start();
  FakeWebSocket.last.accept();
  FakeWebSocket.last.say(makeReady({ students: 25 - enrolled }));

  renderView(<ClassParts controller={controller} />);

  expect(await screen.findByText(words)).toBeVisible();
});
