import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { CLASS_SESSIONS_KEY, contentsQuery, deleteClassSession } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { STUDENTS_KEY } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { duration } from "@/lib/time";
import { text } from "@/text";

interface DeleteClassDialogProps {
  readonly classSession: Schemas["ClassSession"];
  readonly onClose: () => void;
}

/** Says what will be gone before it is gone. */
export function DeleteClassDialog({ classSession, onClose }: DeleteClassDialogProps) {
  const { id, name } = classSession;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notices = useNotices();
  const contents = useQuery(contentsQuery(id));
  const remove = useMutation({
    mutationFn: () => deleteClassSession(id),
    onSuccess: async () => {
      notices.show(text.classSessions.deleted(name));
      // A note that was being written has nothing left to belong to.
      await navigate({ to: "/class-sessions", ignoreBlocker: true });
      queries.removeQueries({ queryKey: [...CLASS_SESSIONS_KEY, id] });
      await Promise.all([
        queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY }),
        queries.invalidateQueries({ queryKey: STUDENTS_KEY }),
      ]);
    },
  });
  return (
    <ConfirmDialog
      open
      title={text.classSessions.deleteTitle(name)}
      confirmLabel={text.classSessions.deleteConfirm}
      isBusy={remove.isPending || contents.isPending}
      error={remove.error ?? contents.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {text.classSessions.deleteWhat}
      <Box component="ul" sx={{ marginBlock: 1, paddingLeft: 3, minHeight: 72 }}>
        <li>{text.classSessions.deleteRecord}</li>
        {contents.data === undefined ? (
          <Skeleton width="70%" />
        ) : (
          removed(contents.data).map((line) => <li key={line}>{line}</li>)
        )}
      </Box>
      {text.classSessions.deleteStays}
    </ConfirmDialog>
  );
}

function removed(contents: Schemas["ClassSessionContents"]): readonly string[] {
  const words = text.classSessions;
  const { observed_seconds: seconds, students_observed: students } = contents;
  const { corrections, students_listed: listed } = contents;
  return [
    ...(students > 0 ? [words.deleteAttendance(students)] : []),
    ...(seconds > 0 ? [words.deleteObserved(duration(seconds))] : []),
    ...(corrections > 0 ? [words.deleteCorrections(corrections)] : []),
    ...(listed > 0 ? [words.deleteList(listed)] : []),
  ];
}
