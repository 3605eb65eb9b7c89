import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { text } from "@/text";

import { EnrollmentChip } from "./enrollment-chip";

test.each([
  [{ faces: 3, needs_enrollment: false, other_faces: 4 }, text.students.enrolled(3)],
  [{ faces: 0, needs_enrollment: true, other_faces: 0 }, text.students.needsEnrollment],
  [{ faces: 0, needs_enrollment: true, other_faces: 4 }, text.students.enrollAgain],
])("the chip of %o says %s", (student, label) => {
  render(<EnrollmentChip student={student} />);
  expect(screen.getByText(label)).toBeTruthy();
});
