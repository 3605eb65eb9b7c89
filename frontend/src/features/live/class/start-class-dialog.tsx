import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ClassForm, type ClassFormValues } from "@/components/class-form";
import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { aboutQuery } from "@/lib/api/about";
import { CLASS_SESSIONS_KEY, startClassSession } from "@/lib/api/class-sessions";
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

const NEW_CLASS: ClassFormValues = { name: "", environment: "classroom" };

/** Lives only while the dialog is open, so that every class starts with an empty form. */
function StartClassForm({ onClose, onStarted }: Omit<StartClassDialogProps, "open">) {
  const { data: about } = useQuery(aboutQuery);
  const [chosen, setChosen] = useState<EmotionSet | null>(null);
  const emotionSet = chosen ?? about?.emotion_set ?? "wellbeing";
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: (values: ClassFormValues) =>
      startClassSession({ ...values, emotion_set: emotionSet }),
    onSuccess: async (started) => {
      onStarted(started);
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
  });
  return (
    <ClassForm
      initial={NEW_CLASS}
      submitLabel={text.classSession.start}
      isBusy={start.isPending}
      error={start.error}
      lead={
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.classSession.startHelp}
        </Typography>
      }
      onSubmit={(values) => start.mutate(values)}
      onClose={onClose}
    >
      <Box>
        <EmotionSetChoice value={emotionSet} onChange={setChosen} />
        <Typography variant="body2" sx={{ marginTop: 0.75, color: "text.secondary" }}>
          {text.emotionSets[`${emotionSet}Help`]}
        </Typography>
      </Box>
    </ClassForm>
  );
}
