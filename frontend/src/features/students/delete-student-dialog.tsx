import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import { deleteStudent, STUDENTS_KEY } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { useStudentNaming } from "@/lib/student-naming";
import { text } from "@/text";

import { StudentContents } from "./student-contents";

interface DeleteStudentDialogProps {
  readonly student: Schemas["Student"];
  readonly onClose: () => void;
}

/** Says what will be gone before it is gone. */
export function DeleteStudentDialog({ student, onClose }: DeleteStudentDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notices = useNotices();
  const nameOf = useStudentNaming();
  const remove = useMutation({
    mutationFn: () => deleteStudent(student.id),
    onSuccess: async () => {
      notices.show(
        text.students.deleted(student.name),
        text.students.deleted(text.presenter.student(student.id)),
      );
      await navigate({ to: "/students" });
      queries.removeQueries({ queryKey: [...STUDENTS_KEY, student.id] });
      await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
    },
  });
  return (
    <ConfirmDialog
      open
      title={text.students.deleteTitle(nameOf(student))}
      confirmLabel={text.students.deleteConfirm}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <StudentContents studentId={student.id} />
    </ConfirmDialog>
  );
}
