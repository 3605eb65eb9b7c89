import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import {
  deleteFace,
  deleteStudent,
  readContents,
  readEnrollment,
  readStudent,
  STUDENTS_KEY,
} from "@/lib/api/students";
import { text } from "@/text";

import type { Trace } from "./import-journal";
import { patiently, sleep } from "./patience";
import { undoAll, type Undone, type UndoServer } from "./undo-import";

interface UndoDialogProps {
  readonly traces: readonly Trace[];
  readonly onDone: (undone: readonly Undone[]) => void;
  readonly onClose: () => void;
}

const SERVER: UndoServer = {
  readStudent: (studentId) => patiently(() => readStudent(studentId), sleep),
  readContents: (studentId) => patiently(() => readContents(studentId), sleep),
  readEnrollment: (studentId) => patiently(() => readEnrollment(studentId), sleep),
  deleteStudent: (studentId) => patiently(() => deleteStudent(studentId), sleep),
  deleteFace: (studentId, faceId) => patiently(() => deleteFace(studentId, faceId), sleep),
};

/** Says exactly what undoing removes and what it keeps, and does it, one student after the other. */
export function UndoDialog({ traces, onDone, onClose }: UndoDialogProps) {
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const created = traces.filter(({ isNew }) => isNew).length;
  const emptied = traces.length - created;

  const confirm = async (): Promise<void> => {
    setDone(0);
    const undone = await undoAll(traces, SERVER, setDone);
    void queries.invalidateQueries({ queryKey: STUDENTS_KEY }); // may wait for the server
    onDone(undone);
  };

  return (
    <ConfirmDialog
      open
      title={text.import.undoTitle}
      confirmLabel={text.import.undoConfirm}
      isBusy={done !== null}
      error={null}
      onConfirm={() => void confirm()}
      onClose={() => {
        if (done === null) onClose();
      }}
    >
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, display: "grid", gap: 0.5 }}>
        {created > 0 && <li>{text.import.undoRemoves(created)}</li>}
        {emptied > 0 && <li>{text.import.undoEmpties(emptied)}</li>}
      </Box>
      {created > 0 && (
        <Typography variant="body2" sx={{ color: "text.secondary", marginTop: 1 }}>
          {text.import.undoCareful}
        </Typography>
      )}
      <Box sx={{ marginTop: 2, visibility: done === null ? "hidden" : "visible" }}>
        <LinearProgress
          variant="determinate"
          value={(100 * (done ?? 0)) / traces.length}
          aria-label={text.import.undo}
        />
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.import.undoing(done ?? 0, traces.length)}
        </Typography>
      </Box>
    </ConfirmDialog>
  );
}
