import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { useState } from "react";

import { EnvironmentChoice } from "@/components/environment-choice";
import { ProblemAlert } from "@/components/problem-alert";
import type { Schemas } from "@/lib/api/client";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

import { useClassUpdate } from "./use-class-update";

interface ClassFormDialogProps {
  readonly classSession: Schemas["ClassSession"];
  readonly onClose: () => void;
}

/** Name and environment of a class. */
export function ClassFormDialog({ classSession, onClose }: ClassFormDialogProps) {
  const [name, setName] = useState(classSession.name);
  const [environment, setEnvironment] = useState(classSession.environment);
  const notices = useNotices();
  const update = useClassUpdate(classSession.id);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="class-form-title">
      <DialogTitle id="class-form-title">{text.classSessions.editTitle}</DialogTitle>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate(
            { name, environment },
            {
              onSuccess: () => {
                notices.show(text.classSessions.saved);
                onClose();
              },
            },
          );
        }}
      >
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <TextField
            autoFocus
            required
            label={text.classSessions.name}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200, autoComplete: "off" } }}
          />
          <EnvironmentChoice value={environment} onChange={setEnvironment} />
          <ProblemAlert error={update.error} />
        </DialogContent>
        <DialogActions sx={{ padding: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            type="submit"
            variant="contained"
            loading={update.isPending}
            disabled={name.trim() === ""}
          >
            {text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
