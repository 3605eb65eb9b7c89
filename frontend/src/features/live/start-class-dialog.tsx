import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { EnvironmentChoice } from "@/components/environment-choice";
import { ProblemAlert } from "@/components/problem-alert";
import { CLASS_SESSIONS_KEY, startClassSession, type Environment } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import type { EmotionSet } from "@/lib/protocol.gen";
import { text } from "@/text";

interface StartClassDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStarted: (started: Schemas["ClassSession"]) => void;
}

export function StartClassDialog({ open, onClose, onStarted }: StartClassDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullWidth
      maxWidth="xs"
      aria-labelledby="start-class-title"
    >
      <DialogTitle id="start-class-title">{text.classSession.startTitle}</DialogTitle>
      <StartClassForm onClose={onClose} onStarted={onStarted} />
    </Dialog>
  );
}

/** Lives only while the dialog is open, so that every class starts with an empty form. */
function StartClassForm({ onClose, onStarted }: Omit<StartClassDialogProps, "open">) {
  const [name, setName] = useState("");
  const [environment, setEnvironment] = useState<Environment>("classroom");
  const [emotionSet, setEmotionSet] = useState<EmotionSet>("wellbeing");
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => startClassSession({ name, environment, emotion_set: emotionSet }),
    onSuccess: async (started) => {
      onStarted(started);
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.classSession.startHelp}
        </Typography>
        <TextField
          autoFocus
          required
          label={text.classSession.name}
          placeholder={text.classSession.namePlaceholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <EnvironmentChoice value={environment} onChange={setEnvironment} />
        <Box>
          <EmotionSetChoice value={emotionSet} onChange={setEmotionSet} />
          <Typography variant="body2" sx={{ marginTop: 0.75, color: "text.secondary" }}>
            {text.emotionSets[`${emotionSet}Help`]}
          </Typography>
        </Box>
        <ProblemAlert error={start.error} />
      </DialogContent>
      <DialogActions sx={{ padding: 2 }}>
        <Button color="inherit" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button
          type="submit"
          variant="contained"
          loading={start.isPending}
          disabled={name.trim() === ""}
        >
          {text.classSession.start}
        </Button>
      </DialogActions>
    </form>
  );
}
