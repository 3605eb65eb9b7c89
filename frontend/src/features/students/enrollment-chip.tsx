import { mdiCheckCircleOutline, mdiImageOffOutline } from "@mdi/js";
import Chip from "@mui/material/Chip";

import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

interface EnrollmentChipProps {
  readonly student: Pick<Schemas["Student"], "faces" | "needs_enrollment" | "other_faces">;
}

/** Whether the camera can know the student. */
export function EnrollmentChip({ student }: EnrollmentChipProps) {
  const isOfAnotherNetwork = student.other_faces > 0;
  return student.needs_enrollment ? (
    <Chip
      size="small"
      variant="outlined"
      color="warning"
      icon={<Icon path={mdiImageOffOutline} />}
      label={isOfAnotherNetwork ? text.students.enrollAgain : text.students.needsEnrollment}
      title={isOfAnotherNetwork ? text.students.enrollAgainHint : text.students.needsEnrollmentHint}
    />
  ) : (
    <Chip
      size="small"
      variant="outlined"
      icon={<Icon path={mdiCheckCircleOutline} />}
      label={text.students.enrolled(student.faces)}
    />
  );
}
