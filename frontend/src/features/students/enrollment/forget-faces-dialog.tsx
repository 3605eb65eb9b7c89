import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import { deleteFaces, STUDENTS_KEY } from "@/lib/api/students";
import { useStudentNaming } from "@/lib/student-naming";
import { text } from "@/text";

interface ForgetFacesDialogProps {
  readonly student: Schemas["Student"];
  readonly onClose: () => void;
}

export function ForgetFacesDialog({ student, onClose }: ForgetFacesDialogProps) {
  const queries = useQueryClient();
  const nameOf = useStudentNaming();
  const forget = useMutation({
    mutationFn: () => deleteFaces(student.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={text.students.forgetFacesTitle(nameOf(student))}
      confirmLabel={text.students.forgetFaces}
      isBusy={forget.isPending}
      error={forget.error}
      onConfirm={() => forget.mutate()}
      onClose={onClose}
    >
      {text.students.forgetFacesHelp}
    </ConfirmDialog>
  );
}
