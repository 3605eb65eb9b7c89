import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { CLASS_SESSIONS_KEY, endClassSession } from "@/lib/api/class-sessions";
import { isNotFound } from "@/lib/api/problem";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

interface EndClassDialogProps {
  readonly classSession: { readonly id: number; readonly name: string };
  /** Called before anything that shows the class is read again. */
  readonly onEnded: () => void;
  readonly onClose: () => void;
}

/** Asks whether to end a class, for all of its cameras. */
export function EndClassDialog({ classSession, onEnded, onClose }: EndClassDialogProps) {
  const { id, name } = classSession;
  const queries = useQueryClient();
  const notices = useNotices();
  const end = useMutation({
    mutationFn: () => endUnlessGone(id),
    onSuccess: async () => {
      onClose();
      onEnded();
      notices.show(text.classSession.ended);
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
  });
  return (
    <ConfirmDialog
      open
      title={text.classSession.endTitle(name)}
      confirmLabel={text.classSession.end}
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      {text.classSession.endHelp}
    </ConfirmDialog>
  );
}

/** One that was deleted meanwhile runs no more either. */
async function endUnlessGone(classSessionId: number): Promise<void> {
  try {
    await endClassSession(classSessionId);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
