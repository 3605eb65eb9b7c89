import Button from "@mui/material/Button";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { useCorrection } from "./use-correction";

interface MarkAbsentButtonProps {
  readonly attendance: Schemas["Attendance"];
}

/** After the class: whoever belongs to it and was not seen. A running class is not over yet. */
export function MarkAbsentButton({ attendance }: MarkAbsentButtonProps) {
  const { class_session_id: id, ended_at: endedAt, students } = attendance;
  const [isAsking, setIsAsking] = useState(false);
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
            missing.map(({ student_id: studentId }) => ({
              studentId,
              wanted: { status: "absent", note: "" },
            })),
            { onSuccess: () => setIsAsking(false) },
          )
        }
        onClose={() => setIsAsking(false)}
      >
        {text.attendance.markAbsentHelp}
      </ConfirmDialog>
    </>
  );
}
