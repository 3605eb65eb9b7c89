import { mdiCameraOutline, mdiFileImageOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import Typography from "@mui/material/Typography";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import { LeaveGuard } from "@/components/leave-guard";
import { NamesCover } from "@/components/names-cover";
import { shotsWith } from "@/features/students/guided-capture/capture";
import { GuidedEnrollment } from "@/features/students/guided-capture/guided-enrollment";
import { useCapture, type GuidedCapture } from "@/features/students/guided-capture/use-capture";
import { aboutQuery } from "@/lib/api/about";
import { useStudentNaming } from "@/lib/student-naming";
import { text } from "@/text";

import { FileEnrollment } from "./file-enrollment";
import type { Photo } from "./photo-queue";
import { useEnrollment } from "./use-enrollment";

/** What the server takes at once, until it has said so itself. */
const DEFAULT_LIMIT = 20;

type Way = "camera" | "files";

interface EnrollDialogProps {
  readonly student: { readonly id: number; readonly name: string };
  readonly onClose: () => void;
}

/** Photos of a student from the camera, step by step, or from files. */
export function EnrollDialog({ student, onClose }: EnrollDialogProps) {
  const isNarrow = useMediaQuery("(max-width: 700px)");
  const nameOf = useStudentNaming();
  const [way, setWay] = useState<Way>("camera");
  const [isDiscarding, setIsDiscarding] = useState(false);
  const enrollment = useEnrollment(student.id);
  const guided = useCapture(student.id);
  const { data: about } = useQuery(aboutQuery);
  const unsaved = shotsWith(guided.capture, "good").length;
  const close = (): void => {
    if (unsaved > 0) setIsDiscarding(true);
    else onClose();
  };
  return (
    <Dialog
      open
      onClose={(_, reason) => {
        if (reason === "escapeKeyDown" || unsaved === 0) close();
      }}
      fullWidth
      maxWidth="md"
      fullScreen={isNarrow}
      aria-labelledby="enroll-title"
    >
      <DialogTitle id="enroll-title" sx={{ paddingBottom: 0.5 }}>
        {text.enrollment.title(nameOf(student))}
      </DialogTitle>
      <DialogContent>
        <NamesCover hint={text.presenter.enrollHint}>
          <Ways way={way} onChange={setWay} />
          {way === "camera" ? (
            <GuidedEnrollment student={student} guided={guided} />
          ) : (
            <FileEnrollment
              enrollment={enrollment}
              limit={about?.max_enrollment_images ?? DEFAULT_LIMIT}
            />
          )}
        </NamesCover>
      </DialogContent>
      <DialogActions sx={{ paddingInline: 3, paddingBlock: 2, gap: 1, flexWrap: "wrap" }}>
        <Typography variant="body2" sx={{ flex: "1 1 240px", color: "text.secondary" }}>
          {enrollment.photos.length > 0
            ? tally(enrollment.photos)
            : about?.keeps_photos
              ? text.enrollment.privacyKept
              : text.enrollment.privacy}
        </Typography>
        {way === "camera" && (unsaved > 0 || guided.isSaving) ? (
          <SaveActions guided={guided} unsaved={unsaved} onClose={close} />
        ) : (
          <Button variant="contained" onClick={close}>
            {text.enrollment.done}
          </Button>
        )}
      </DialogActions>
      <LeaveGuard
        isNeeded={unsaved > 0}
        title={text.capture.discardTitle}
        confirmLabel={text.capture.discardConfirm}
      >
        {text.capture.discard(unsaved)}
      </LeaveGuard>
      {isDiscarding && (
        <ConfirmDialog
          open
          title={text.capture.discardTitle}
          confirmLabel={text.capture.discardConfirm}
          isBusy={false}
          error={null}
          onConfirm={onClose}
          onClose={() => setIsDiscarding(false)}
        >
          {text.capture.discard(unsaved)}
        </ConfirmDialog>
      )}
    </Dialog>
  );
}

interface WaysProps {
  readonly way: Way;
  readonly onChange: (way: Way) => void;
}

function Ways({ way, onChange }: WaysProps) {
  return (
    <Tabs
      value={way}
      onChange={(_, chosen: Way) => onChange(chosen)}
      aria-label={text.enrollment.ways}
      sx={{ marginBottom: 2 }}
    >
      <Tab
        value="camera"
        iconPosition="start"
        icon={<Icon path={mdiCameraOutline} />}
        label={text.enrollment.fromCamera}
      />
      <Tab
        value="files"
        iconPosition="start"
        icon={<Icon path={mdiFileImageOutline} />}
        label={text.enrollment.fromFiles}
      />
    </Tabs>
  );
}

interface SaveActionsProps {
  readonly guided: GuidedCapture;
  readonly unsaved: number;
  readonly onClose: () => void;
}

function SaveActions({ guided, unsaved, onClose }: SaveActionsProps) {
  const isComplete = guided.capture.step === null;
  return (
    <>
      <Button color="inherit" onClick={onClose}>
        {text.cancel}
      </Button>
      <Button
        variant={isComplete ? "contained" : "outlined"}
        loading={guided.isSaving}
        onClick={() => void guided.save()}
      >
        {text.capture.save(unsaved)}
      </Button>
    </>
  );
}

function tally(photos: readonly Photo[]): string {
  const accepted = photos.filter(({ verdict }) => verdict.status === "accepted").length;
  const unused = photos.filter(({ verdict }) => verdict.status === "rejected").length;
  const parts = [text.enrollment.acceptedCount(accepted)];
  return unused === 0
    ? parts.join("")
    : [...parts, text.enrollment.rejectedCount(unused)].join(" · ");
}
