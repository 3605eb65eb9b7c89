import {
  mdiAccountMultipleOutline,
  mdiCheckCircleOutline,
  mdiCircleSlice4,
  mdiImageOffOutline,
  mdiImageRemoveOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";

import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { useStudentNaming } from "@/lib/student-naming";
import { text } from "@/text";

import type { Doubts } from "./enrollment-doubts";

type Enrolled = Pick<
  Schemas["Student"],
  "faces" | "views" | "few_views" | "needs_enrollment" | "other_faces"
>;

interface EnrollmentChipProps {
  readonly student: Enrolled;
}

/** Whether the camera can know the student, and how well. */
export function EnrollmentChip({ student }: EnrollmentChipProps) {
  const isOfAnotherNetwork = student.other_faces > 0;
  if (student.needs_enrollment) {
    return (
      <Chip
        size="small"
        variant="outlined"
        color="warning"
        icon={<Icon path={mdiImageOffOutline} />}
        label={isOfAnotherNetwork ? text.students.enrollAgain : text.students.needsEnrollment}
        title={
          isOfAnotherNetwork ? text.students.enrollAgainHint : text.students.needsEnrollmentHint
        }
      />
    );
  }
  return (
    <Chip
      size="small"
      variant="outlined"
      icon={<Icon path={student.few_views ? mdiCircleSlice4 : mdiCheckCircleOutline} />}
      label={text.students.enrolledViews(student.faces, student.views)}
      title={student.few_views ? text.students.fewViewsHint : text.students.viewsHint}
    />
  );
}

/** What deserves a second look, where something does. */
export function DoubtChips({ doubts }: { readonly doubts: Doubts }) {
  const { disagrees, looksLike } = doubts;
  const nameOf = useStudentNaming();
  if (!disagrees && looksLike.length === 0) return null;
  return (
    <Box component="span" sx={{ display: "inline-flex", flexWrap: "wrap", gap: 0.5 }}>
      {disagrees && (
        <Chip
          size="small"
          variant="outlined"
          color="warning"
          icon={<Icon path={mdiImageRemoveOutline} />}
          label={text.students.disagreeing}
          title={text.students.disagreeingHint}
        />
      )}
      {looksLike.map((other) => (
        <Chip
          key={other.id}
          size="small"
          variant="outlined"
          color="warning"
          icon={<Icon path={mdiAccountMultipleOutline} />}
          label={text.students.looksLike(nameOf(other))}
          title={text.students.looksLikeHint}
        />
      ))}
    </Box>
  );
}
