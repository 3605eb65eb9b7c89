import Box from "@mui/material/Box";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { Schemas } from "@/lib/api/client";
import { deleteStudent, STUDENTS_KEY } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

interface DeleteStudentDialogProps {
  readonly student: Schemas["Student"];
  readonly onClose: () => void;
}

/** Says what will be gone before it is gone. */
export function DeleteStudentDialog({ student, onClose }: DeleteStudentDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notices = useNotices();
  const remove = useMutation({
    mutationFn: () => deleteStudent(student.id),
    onSuccess: async () => {
      notices.show(
        text.students.deleted(student.name),
        text.students.deleted(text.presenter.someone),
      );
      await navigate({ to: "/students" });
      queries.removeQueries({ queryKey: [...STUDENTS_KEY, student.id] });
      await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
    },
  });
  return (
    <ConfirmDialog
      open
      title={text.students.deleteTitle(student.name)}
      confirmLabel={text.students.deleteConfirm}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {text.students.deleteWhat}
      <Box component="ul" sx={{ marginBlock: 1, paddingLeft: 3 }}>
        <li>{text.students.deleteRecord}</li>
        <li>{text.students.deleteFaces(student.faces + student.other_faces)}</li>
        {student.kept_photos > 0 && <li>{text.students.keptPhotos(student.kept_photos)}</li>}
        <li>{text.students.deleteHistory}</li>
        <li>{text.students.deleteAttendance}</li>
      </Box>
    </ConfirmDialog>
  );
}
