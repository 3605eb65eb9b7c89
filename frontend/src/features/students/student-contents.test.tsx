import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { json, stubServer } from "@/testing/fake-server";
import { renderView } from "@/testing/render";
import { text } from "@/text";

import { linesOf, StudentContents } from "./student-contents";

const words = text.student.contents;

const STORED = {
  embeddings: 3,
  kept_photos: 2,
  observed_seconds: 5_000,
  class_sessions: 4,
  corrections: 1,
  emotion_baselines: 1,
};

const NOTHING = {
  embeddings: 0,
  kept_photos: 0,
  observed_seconds: 0,
  class_sessions: 0,
  corrections: 0,
  emotion_baselines: 0,
};

test("all that is stored is counted", async () => {
  stubServer({ "GET /api/students/7/contents": () => json(STORED) });

  renderView(<StudentContents studentId={7} />);

  expect(await screen.findByText(words.embeddings(3))).toBeVisible();
  expect(screen.getByText(words.photos(2))).toBeVisible();
  expect(screen.getByText(words.history("1 h 23 min"))).toBeVisible();
  expect(screen.getByText(words.attendance(4))).toBeVisible();
  expect(screen.getByText(words.corrections(1))).toBeVisible();
  expect(screen.getByText(words.baseline)).toBeVisible();
  vi.unstubAllGlobals();
});

test("what cannot be counted is said to be removed all the same", async () => {
  const problem = { type: "", title: "", status: 503, detail: "locked", code: "database_locked" };
  stubServer({ "GET /api/students/7/contents": () => json(problem, 503) });

  renderView(<StudentContents studentId={7} />);

  expect(await screen.findByText(words.uncounted)).toBeVisible();
  expect(screen.getByText(words.record)).toBeVisible();
  vi.unstubAllGlobals();
});

test("what is not there is not named, but for the history", () => {
  expect(linesOf(NOTHING)).toEqual([words.embeddings(0), words.noHistory]);
});
