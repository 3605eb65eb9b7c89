import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import type { CorrectionStep } from "@/lib/api/class-sessions";
import { messageOf } from "@/lib/api/problem";
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
  const marking = useMarking(id);
  const missing = students.filter(({ status, expected }) => expected && status === "not_seen");
  if (endedAt === null || missing.length === 0) return null;
  const label = text.attendance.markAbsent(missing.length);
  return (
    <>
      <Button
        color="inherit"
        variant="outlined"
        onClick={() => {
          marking.forgetError();
          setIsAsking(true);
        }}
      >
        {label}
      </Button>
      <ConfirmDialog
        open={isAsking}
        title={label}
        confirmLabel={text.attendance.markAbsentConfirm}
        isBusy={marking.isBusy}
        error={marking.error}
        onConfirm={() => marking.start(missing, () => setIsAsking(false))}
        onClose={() => {
          marking.stop();
          setIsAsking(false);
        }}
      >
        {text.attendance.markAbsentHelp}
        {marking.progress !== null && <MarkingProgress {...marking.progress} />}
        {marking.stopped !== null && (
          <Typography sx={{ marginTop: 2 }}>{marking.stopped}</Typography>
        )}
      </ConfirmDialog>
    </>
  );
}

interface Progress {
  readonly kept: number;
  readonly done: number;
  readonly total: number;
}

/** Marks students as absent, one after the other, until it is stopped or the view is left. */
function useMarking(classSessionId: number) {
  const notices = useNotices();
  const correction = useCorrection(classSessionId);
  const [progress, setProgress] = useState<Progress | null>(null);
  const controller = useRef<AbortController | null>(null);
  const stop = (): void => controller.current?.abort();
  useEffect(() => () => controller.current?.abort(), []);

  function start(missing: readonly Entry[], onDone: () => void): void {
    const { signal } = (controller.current = new AbortController());
    const total = missing.length;
    let marked = 0;
    setProgress({ kept: 0, done: 0, total });
    correction.mutate(
      {
        steps: missing.map(toAbsent),
        leaveOthers: true,
        signal,
        onStep: ({ kept, left }) => {
          marked = kept;
          setProgress({ kept, done: kept + left, total });
        },
      },
      {
        onSuccess: ({ kept, left }) => {
          if (signal.aborted) notices.show(text.attendance.markingStopped(kept, total));
          else if (left > 0) notices.show(text.attendance.leftToOthers(left));
          if (!signal.aborted) onDone();
        },
        onError: (error) => {
          if (!signal.aborted) return; // the dialog is open, and says it
          notices.show(`${text.attendance.markingStopped(marked, total)} ${messageOf(error)}`);
        },
      },
    );
  }

  return {
    start,
    stop,
    isBusy: correction.isPending,
    progress: correction.isPending ? progress : null,
    stopped:
      correction.isError && progress !== null
        ? text.attendance.markingStopped(progress.kept, progress.total)
        : null,
    error: correction.error,
    forgetError: () => {
      if (correction.isError) correction.reset();
    },
  };
}

function MarkingProgress({ done, total }: Omit<Progress, "kept">) {
  return (
    <Box sx={{ marginTop: 2 }}>
      <LinearProgress
        variant="determinate"
        value={(100 * done) / total}
        aria-label={text.attendance.markAbsentConfirm}
      />
      <Typography variant="body2" sx={{ marginTop: 0.5, color: "text.secondary" }}>
        {text.attendance.marking(done, total)}
      </Typography>
    </Box>
  );
}

function toAbsent({ student_id: studentId, corrected }: Entry): CorrectionStep {
  return { studentId, wanted: { status: "absent", note: "" }, basedOn: corrected };
}
