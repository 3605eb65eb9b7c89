import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { NamesCover } from "@/components/names-cover";
import { ProblemAlert } from "@/components/problem-alert";
import type { Schemas } from "@/lib/api/client";
import { createStudent, STUDENTS_KEY, updateStudent } from "@/lib/api/students";
import { text } from "@/text";

type Student = Schemas["Student"];

interface StudentFormDialogProps {
  /** The student to change; null adds one. */
  readonly student: Student | null;
  readonly onSaved: (student: Student) => void;
  readonly onClose: () => void;
}

/**
 * Name and number of a student. Only what the teacher changed is sent: what somebody else changed
 * meanwhile stays.
 */
export function StudentFormDialog({ student, onSaved, onClose }: StudentFormDialogProps) {
  const [atFirst] = useState({
    name: student?.name ?? "",
    external_id: student?.external_id ?? null,
  });
  const [name, setName] = useState(atFirst.name);
  const [externalId, setExternalId] = useState(atFirst.external_id ?? "");
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        external_id: externalId.trim() === "" ? null : externalId.trim(),
      };
      if (student === null) return createStudent({ ...body, note: "" });
      return updateStudent(student.id, {
        ...(body.name !== atFirst.name && { name: body.name }),
        ...(body.external_id !== atFirst.external_id && { external_id: body.external_id }),
      });
    },
    onSuccess: async (saved) => {
      onSaved(saved);
      await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
    },
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="student-form-title">
      <DialogTitle id="student-form-title">
        {student === null ? text.students.addTitle : text.students.renameTitle}
      </DialogTitle>
      <NamesCover hint={text.presenter.formHint}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <DialogContent sx={{ display: "grid", gap: 2 }}>
            <TextField
              autoFocus
              required
              label={text.students.name}
              value={name}
              onChange={(event) => setName(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 200, autoComplete: "off" } }}
            />
            <TextField
              label={`${text.students.externalId} (${text.optional})`}
              helperText={text.students.externalIdHelp}
              value={externalId}
              onChange={(event) => setExternalId(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 100, autoComplete: "off" } }}
            />
            <ProblemAlert error={save.error} />
          </DialogContent>
          <DialogActions sx={{ padding: 2 }}>
            <Button color="inherit" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button
              type="submit"
              variant="contained"
              loading={save.isPending}
              disabled={name.trim() === ""}
            >
              {student === null ? text.students.addAndEnroll : text.save}
            </Button>
          </DialogActions>
        </form>
      </NamesCover>
    </Dialog>
  );
}
