import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { Icon } from "@/components/icon";
import { ProblemAlert } from "@/components/problem-alert";
import type { WantedCorrection } from "@/lib/api/class-sessions";
import { isCorrectedMeanwhile } from "@/lib/api/problem";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

import { OtherCorrection } from "./other-correction";
import { seenText } from "./seen-text";
import { CORRECTED_STATUSES, STATUS_ICONS, type CorrectedStatus, type Entry } from "./statuses";
import { useCorrection } from "./use-correction";

interface CorrectionDialogProps {
  readonly classSessionId: number;
  /** As the server has it by now. */
  readonly entry: Entry;
  readonly onClose: () => void;
}

/**
 * What a teacher says of a student's attendance, beside what the cameras saw. When somebody else
 * corrects it meanwhile, both are shown, and the teacher chooses.
 */
export function CorrectionDialog({ classSessionId, entry, onClose }: CorrectionDialogProps) {
  const { corrected, name, student_id: studentId } = entry;
  const [atFirst] = useState(corrected);
  const [status, setStatus] = useState<CorrectedStatus | null>(corrected?.status ?? null);
  const [note, setNote] = useState(corrected?.note ?? "");
  const notices = useNotices();
  const correction = useCorrection(classSessionId);
  const isOwn = correction.isPending || correction.isSuccess; // the change is this dialog's
  const isMeanwhile = !isOwn && atFirst?.corrected_at !== corrected?.corrected_at;
  const isRefused = isCorrectedMeanwhile(correction.error);

  function send(wanted: WantedCorrection, notice: string): void {
    const step = { studentId, wanted, basedOn: corrected };
    correction.mutate(
      { steps: [step] },
      {
        onSuccess: () => {
          notices.show(notice, text.presenter.saved);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="correction-title">
      <DialogTitle id="correction-title">{text.attendance.correctTitle(name)}</DialogTitle>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (status === null) return;
          send({ status, note }, text.attendance.saved(name, text.attendance.statuses[status]));
        }}
      >
        <DialogContent sx={{ display: "grid", gap: 1.5, paddingTop: 0 }}>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {text.attendance.cameraSays(seenText(entry))}
          </Typography>
          <StatusChoice value={status} onChange={setStatus} />
          <TextField
            label={`${text.attendance.note} (${text.optional})`}
            helperText={text.attendance.noteHelp}
            value={note}
            multiline
            maxRows={5}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 2000 } }}
          />
          {isMeanwhile && <OtherCorrection corrected={corrected} />}
          <ProblemAlert error={isRefused ? null : correction.error} />
        </DialogContent>
        <DialogActions sx={{ padding: 2, flexWrap: "wrap" }}>
          {corrected !== null && (
            <Button
              color="inherit"
              disabled={correction.isPending}
              onClick={() => send(null, text.attendance.undone(name))}
              sx={{ marginRight: "auto" }}
            >
              {isMeanwhile ? text.attendance.undoTheirs : text.attendance.undo}
            </Button>
          )}
          <Button color="inherit" onClick={onClose}>
            {isMeanwhile ? text.attendance.keepTheirs : text.cancel}
          </Button>
          <Button
            type="submit"
            variant="contained"
            loading={correction.isPending}
            disabled={status === null}
          >
            {isMeanwhile ? text.attendance.saveMine : text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface StatusChoiceProps {
  readonly value: CorrectedStatus | null;
  readonly onChange: (value: CorrectedStatus) => void;
}

function StatusChoice({ value, onChange }: StatusChoiceProps) {
  return (
    <RadioGroup
      aria-label={text.attendance.status}
      value={value}
      onChange={(event) => onChange(event.target.value as CorrectedStatus)}
    >
      {CORRECTED_STATUSES.map((status) => (
        <FormControlLabel
          key={status}
          value={status}
          control={<Radio />}
          label={
            <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 1 }}>
              <Icon path={STATUS_ICONS[status]} fontSize="small" sx={{ color: "text.secondary" }} />
              {text.attendance.statuses[status]}
            </Box>
          }
        />
      ))}
    </RadioGroup>
  );
}
