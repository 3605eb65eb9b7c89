import { expect, test } from "vitest";

import { text } from "@/text";

import { ApiError, isNotFound, messageOf, problemToError } from "./problem";

test("a problem keeps its code and the sentence for people", () => {
  const body = {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    code: "external_id_taken",
    detail: "Another student has this number.",
  };

  const error = problemToError(409, body);

  expect(error).toBeInstanceOf(ApiError);
  expect(error.code).toBe("external_id_taken");
  expect(messageOf(error)).toBe("Another student has this number.");
});

test("the faults of single fields are told too", () => {
  const errors = [{ field: "name", message: "at most 200 characters" }];

  const error = problemToError(422, {
    code: "invalid_request",
    detail: "Check the fields.",
    errors,
  });

  expect(messageOf(error)).toBe("Check the fields. name: at most 200 characters");
});

test.each([null, "<html>Bad gateway</html>", {}, { code: 7, detail: "x" }])(
  "an answer that is no problem document (%j) gets a code of its own",
  (body) => {
    const error = problemToError(502, body);

    expect(error.code).toBe("unexpected_answer");
    expect(error.status).toBe(502);
  },
);

test("a request that never arrived is told apart from a fault of the page", () => {
  expect(messageOf(new TypeError("Failed to fetch"))).toBe(text.problems.unreachable);
  expect(messageOf(new RangeError("oops"))).toBe(text.problems.unknown);
});

test("not found is what the server does not find, not what a proxy does not", () => {
  const body = { code: "student_not_found", detail: "There is no student 7." };
  expect(isNotFound(problemToError(404, body))).toBe(true);
  expect(isNotFound(problemToError(404, "404 page not found"))).toBe(false);
  expect(isNotFound(new TypeError())).toBe(false);
});
