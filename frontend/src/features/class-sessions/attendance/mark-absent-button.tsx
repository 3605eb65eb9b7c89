import Button from "@mui/material/Button";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import type { CorrectionStep } from "@/lib/api/class-sessions";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

import type { Entry } from "./statuses";
import { useCorrection } from "./use-correction";

interface MarkAbsentButtonProps {
  readonly attendance: Schemas["Attendance"];
}

/** After the class: whoever belongs to it and was not seen. A running class is not over yet. */
export function MarkAbsentButton({ attendance }: MarkAbsentButtonProps) {
  const { class_session_id: id, ended_at: endedAt, students } = attendance;
  const [isAsking, setIsAsking] = useState(false);
  const notices = useNotices();
  const correction = useCorrection(id);
  const missing = students.filter(({ status, expected }) => expected && status === "not_seen");
  if (endedAt === null || missing.length === 0) return null;
  const label = text.attendance.markAbsent(missing.length);
  return (
    <>
      <Button color="inherit" variant="outlined" onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        open={isAsking}
        title={label}
        confirmLabel={text.attendance.markAbsentConfirm}
        isBusy={correction.isPending}
        error={correction.error}
        onConfirm={() =>
          correction.mutate(
            { steps: missing.map(toAbsent), leaveOthers: true },
            {
              onSuccess: (left) => {
                setIsAsking(false);
                if (left > 0) notices.show(text.attendance.leftToOthers(left));
              },
            },
          )
        }
        onClose={() => setIsAsking(false)}
      >
        {text.attendance.markAbsentHelp}
      </ConfirmDialog>
    </>
  );
}

function toAbsent({ student_id: studentId, corrected }: Entry): CorrectionStep {
  return { studentId, wanted: { status: "absent", note: "" }, basedOn: corrected };
}
