import { mdiCameraOutline, mdiFileImageOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
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

import { Icon } from "@/components/icon";
import { aboutQuery } from "@/lib/api/about";
import { text } from "@/text";

import { CameraShot } from "./camera-shot";
import { FileDrop } from "./file-drop";
import { headTurn } from "./head-turn";
import { PhotoList } from "./photo-list";
import type { Photo } from "./photo-queue";
import { TurnGuide } from "./turn-guide";
import { useEnrollment } from "./use-enrollment";

/** What the server takes at once, until it has said so itself. */
const DEFAULT_LIMIT = 20;

interface EnrollDialogProps {
  readonly student: { readonly id: number; readonly name: string };
  readonly onClose: () => void;
}

/** Photos of a student from the camera or from files, with what the server says about each. */
export function EnrollDialog({ student, onClose }: EnrollDialogProps) {
  const isNarrow = useMediaQuery("(max-width: 700px)");
  const [way, setWay] = useState<"camera" | "files">("camera");
  const { photos, add, warnings, confirmLookAlike } = useEnrollment(student.id);
  const { data: about } = useQuery(aboutQuery);
  const privacy = about?.keeps_photos ? text.enrollment.privacyKept : text.enrollment.privacy;
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="md"
      fullScreen={isNarrow}
      aria-labelledby="enroll-title"
    >
      <DialogTitle id="enroll-title" sx={{ paddingBottom: 0.5 }}>
        {text.enrollment.title(student.name)}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.enrollment.help}
        </Typography>
        <Tabs
          value={way}
          onChange={(_, chosen: "camera" | "files") => setWay(chosen)}
          sx={{ marginBlock: 1 }}
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
        <Box
          sx={{
            display: "grid",
            gridTemplateColumns: { xs: "1fr", md: "1.35fr 1fr" },
            gap: 3,
            paddingTop: 1,
          }}
        >
          {way === "camera" ? (
            <Box sx={{ display: "grid", gap: 1.5, alignContent: "start" }}>
              <TurnGuide turn={headTurn(photos)} />
              <CameraShot onShot={(photo) => add([photo], "camera")} />
            </Box>
          ) : (
            <FileDrop
              limit={about?.max_enrollment_images ?? DEFAULT_LIMIT}
              onFiles={(files) => add(files, "file")}
            />
          )}
          <Box sx={{ maxHeight: { md: 440 }, overflowY: { md: "auto" } }}>
            {warnings.map((warning) => (
              <Alert key={warning} severity="info" sx={{ marginBottom: 1.5 }}>
                {warning}
              </Alert>
            ))}
            <PhotoList photos={photos} onConfirmLookAlike={confirmLookAlike} />
          </Box>
        </Box>
      </DialogContent>
      <DialogActions sx={{ paddingInline: 3, paddingBlock: 2, gap: 2 }}>
        <Typography variant="body2" sx={{ flex: 1, color: "text.secondary" }}>
          {photos.length === 0 ? privacy : tally(photos)}
        </Typography>
        <Button variant="contained" onClick={onClose}>
          {text.enrollment.done}
        </Button>
      </DialogActions>
    </Dialog>
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
