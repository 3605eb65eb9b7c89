import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { LeaveGuard } from "@/components/leave-guard";
import { ProblemAlert } from "@/components/problem-alert";
import { SectionCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { isNoteChangedMeanwhile } from "@/lib/api/problem";
import { useNotices } from "@/lib/notices";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

import { useClassUpdate } from "./use-class-update";

interface NoteCardProps {
  readonly classSession: Schemas["ClassSession"];
}

interface Draft {
  readonly typed: string;
  /** What was stored when it was begun. */
  readonly atFirst: string;
}

/**
 * What the teacher wants to remember of the class. When somebody else changes it meanwhile, both are
 * shown, and the teacher chooses.
 */
export function NoteCard({ classSession: { id, note: stored } }: NoteCardProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const notices = useNotices();
  const update = useClassUpdate(id);
  const isHidden = usePresenterMode();
  const note = draft?.typed ?? stored;
  const isChanged = note.trim() !== stored;
  const isMeanwhile = !update.isPending && isChanged && draft !== null && draft.atFirst !== stored;
  const isRefused = isNoteChangedMeanwhile(update.error);
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
            { note, known_note: stored },
            {
              onSuccess: (updated) => {
                // What was typed meanwhile is still to be saved.
                setDraft((now) =>
                  now === null || now.typed === note ? null : { ...now, atFirst: updated.note },
                );
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
          onChange={({ target: { value: typed } }) =>
            setDraft((before) => ({ typed, atFirst: before?.atFirst ?? stored }))
          }
          slotProps={{ htmlInput: { maxLength: 2000, "aria-label": text.classSessions.note } }}
        />
        {isMeanwhile && <OtherNote note={stored} />}
        <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 1, marginTop: 1.5 }}>
          <Button
            color="inherit"
            disabled={!isChanged}
            onClick={() => {
              setDraft(null);
              update.reset();
            }}
          >
            {isMeanwhile ? text.attendance.keepTheirs : text.cancel}
          </Button>
          <Button type="submit" variant="outlined" loading={update.isPending} disabled={!isChanged}>
            {isMeanwhile ? text.attendance.saveMine : text.save}
          </Button>
        </Box>
        <ProblemAlert error={isRefused && isMeanwhile ? null : update.error} />
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

/** What somebody else wrote while this teacher was typing; empty where they removed it. */
function OtherNote({ note }: { readonly note: string }) {
  return (
    <Alert
      severity="warning"
      data-testid="other-note"
      sx={{ marginTop: 1.5, whiteSpace: "pre-wrap" }}
    >
      <AlertTitle>{text.attendance.meanwhileTitle}</AlertTitle>
      {note === ""
        ? text.classSessions.noteRemovedMeanwhile
        : text.classSessions.noteMeanwhile(note)}
    </Alert>
  );
}
