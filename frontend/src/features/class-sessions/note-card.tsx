import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { LeaveGuard } from "@/components/leave-guard";
import { ProblemAlert } from "@/components/problem-alert";
import { SectionCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { useNotices } from "@/lib/notices";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

import { useClassUpdate } from "./use-class-update";

interface NoteCardProps {
  readonly classSession: Schemas["ClassSession"];
}

/** What the teacher wants to remember of the class. */
export function NoteCard({ classSession: { id, note: stored } }: NoteCardProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const notices = useNotices();
  const update = useClassUpdate(id);
  const isHidden = usePresenterMode();
  const note = draft ?? stored;
  const isChanged = note.trim() !== stored;
  return (
    <SectionCard title={text.classSessions.note} testId="class-note">
      {isHidden && (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.presenter.noteHidden}
        </Typography>
      )}
      <form
        hidden={isHidden}
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate(
            { note },
            {
              onSuccess: () => {
                // What was typed meanwhile is still to be saved.
                setDraft((typed) => (typed === note ? null : typed));
                notices.show(text.classSessions.noteSaved);
              },
            },
          );
        }}
      >
        <TextField
          fullWidth
          multiline
          minRows={2}
          maxRows={12}
          placeholder={text.classSessions.notePlaceholder}
          value={note}
          onChange={(event) => setDraft(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 2000, "aria-label": text.classSessions.note } }}
        />
        <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 1, marginTop: 1.5 }}>
          <Button color="inherit" disabled={!isChanged} onClick={() => setDraft(null)}>
            {text.cancel}
          </Button>
          <Button type="submit" variant="outlined" loading={update.isPending} disabled={!isChanged}>
            {text.save}
          </Button>
        </Box>
        <ProblemAlert error={update.error} />
      </form>
      <LeaveGuard
        isNeeded={isChanged}
        title={text.classSessions.noteLeaveTitle}
        confirmLabel={text.classSessions.noteLeaveConfirm}
      >
        {text.classSessions.noteLeave}
      </LeaveGuard>
    </SectionCard>
  );
}
