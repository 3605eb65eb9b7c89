import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { text } from "@/text";

import { DoubtChips, EnrollmentChip } from "./enrollment-chip";

const ENROLLED = {
  faces: 4,
  views: 3,
  few_views: false,
  needs_enrollment: false,
  other_faces: 0,
};

test.each([
  [{ other_faces: 4 }, text.students.enrolledViews(4, 3), text.students.viewsHint],
  [{ views: 1, few_views: true }, text.students.enrolledViews(4, 1), text.students.fewViewsHint],
  [
    { faces: 0, views: 0, needs_enrollment: true },
    text.students.needsEnrollment,
    text.students.needsEnrollmentHint,
  ],
  [
    { faces: 0, views: 0, needs_enrollment: true, other_faces: 4 },
    text.students.enrollAgain,
    text.students.enrollAgainHint,
  ],
])("the chip of %o says %s", (changes, label, hint) => {
  render(<EnrollmentChip student={{ ...ENROLLED, ...changes }} />);
  expect(screen.getByText(label)).toBeVisible();
  expect(screen.getByTitle(hint)).toBeVisible();
});

test("doubts about an enrollment are named, and only those", () => {
  const { rerender } = render(
    <DoubtChips doubts={{ disagrees: true, looksLike: [{ id: 2, name: "Bob" }] }} />,
  );
  expect(screen.getByText(text.students.disagreeing)).toBeVisible();
  expect(screen.getByText(text.students.looksLike("Bob"))).toBeVisible();

  rerender(<DoubtChips doubts={{ disagrees: false, looksLike: [] }} />);
  expect(screen.queryByText(text.students.disagreeing)).toBeNull();
});
