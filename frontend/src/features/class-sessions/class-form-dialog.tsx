import Dialog from "@mui/material/Dialog";
import DialogTitle from "@mui/material/DialogTitle";

import { ClassForm, type ClassFormValues } from "@/components/class-form";
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
  const notices = useNotices();
  const update = useClassUpdate(classSession.id);
  const save = (values: ClassFormValues): void =>
    update.mutate(values, {
      onSuccess: () => {
        notices.show(text.classSessions.saved);
        onClose();
      },
    });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="class-form-title">
      <DialogTitle id="class-form-title">{text.classSessions.editTitle}</DialogTitle>
      <ClassForm
        initial={classSession}
        submitLabel={text.save}
        isBusy={update.isPending}
        error={update.error}
        onSubmit={save}
        onClose={onClose}
      />
    </Dialog>
  );
}
