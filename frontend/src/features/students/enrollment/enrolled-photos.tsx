import { mdiAlertOutline, mdiTrashCanOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { deleteFace, STUDENTS_KEY } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { percent } from "@/lib/numbers";
import { text } from "@/text";

type EnrolledPhoto = Schemas["EnrolledPhoto"];

interface EnrolledPhotosProps {
  readonly studentId: number;
  readonly photos: readonly EnrolledPhoto[];
}

/** What is stored of each photo; each can be deleted by itself. */
export function EnrolledPhotos({ studentId, photos }: EnrolledPhotosProps) {
  const [deleting, setDeleting] = useState<EnrolledPhoto | null>(null);
  return (
    <Box
      component="ul"
      sx={{
        listStyle: "none",
        margin: 0,
        padding: 0,
        display: "grid",
        gridTemplateColumns: "repeat(auto-fill, minmax(min(330px, 100%), 1fr))",
        columnGap: 3,
      }}
    >
      {photos.map((photo) => (
        <Photo key={photo.number} photo={photo} onDelete={() => setDeleting(photo)} />
      ))}
      {deleting?.face_id != null && (
        <DeletePhotoDialog
          studentId={studentId}
          faceId={deleting.face_id}
          number={deleting.number}
          isLast={photos.length === 1}
          onClose={() => setDeleting(null)}
        />
      )}
    </Box>
  );
}

interface PhotoProps {
  readonly photo: EnrolledPhoto;
  readonly onDelete: () => void;
}

function Photo({ photo, onDelete }: PhotoProps) {
  const words = text.student.enrollment;
  const { number, quality, disagrees, face_id: faceId } = photo;
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1,
        minHeight: 36,
        fontSize: "0.875rem",
      }}
    >
      <Box component="span" sx={{ whiteSpace: "nowrap" }}>
        {words.photo(number)}
      </Box>
      <Box component="span" sx={{ color: "text.secondary" }}>
        {words.qualityOf(percent(quality))}
      </Box>
      <IconButton
        size="small"
        aria-label={words.deletePhoto(number)}
        title={words.deletePhoto(number)}
        disabled={faceId === null}
        onClick={onDelete}
      >
        <Icon path={mdiTrashCanOutline} fontSize="small" />
      </IconButton>
      {disagrees && (
        <Box
          component="span"
          sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, color: "warning.main" }}
        >
          <Icon path={mdiAlertOutline} fontSize="small" />
          {words.disagrees}
        </Box>
      )}
    </Box>
  );
}

interface DeletePhotoDialogProps {
  readonly studentId: number;
  readonly faceId: number;
  readonly number: number;
  /** Without it no camera knows the student. */
  readonly isLast: boolean;
  readonly onClose: () => void;
}

function DeletePhotoDialog(props: DeletePhotoDialogProps) {
  const { studentId, faceId, number, isLast, onClose } = props;
  const words = text.student.enrollment;
  const queries = useQueryClient();
  const notices = useNotices();
  const remove = useMutation({
    mutationFn: () => deleteFace(studentId, faceId),
    onSuccess: async () => {
      notices.show(words.photoDeleted(number));
      onClose();
      await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
    },
  });
  return (
    <ConfirmDialog
      open
      title={words.deletePhotoTitle(number)}
      confirmLabel={words.deletePhotoConfirm}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {isLast ? words.deleteLastPhoto : words.deletePhotoHelp}
    </ConfirmDialog>
  );
}
