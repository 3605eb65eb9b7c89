import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { ProblemAlert } from "@/components/problem-alert";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

import { CaptureStage } from "./capture-stage";
import { shotsWith } from "./capture";
import { EnrollmentReport } from "./enrollment-report";
import { StepTiles } from "./step-tiles";
import type { GuidedCapture } from "./use-capture";

interface GuidedEnrollmentProps {
  readonly student: { readonly id: number; readonly name: string };
  readonly guided: GuidedCapture;
}

/** Four looks into the camera, which takes the photos by itself; then what the server says. */
export function GuidedEnrollment({ student, guided }: GuidedEnrollmentProps) {
  const { capture, outcome, error, retake, confirm } = guided;
  const notices = useNotices();
  const stored = shotsWith(capture, "stored").length;
  const isReport = outcome !== null && capture.step === null;
  const takeBack = async (): Promise<void> => {
    if (await guided.takeBack()) notices.show(text.capture.takenBack(stored));
  };
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1.7fr) minmax(0, 1fr)" },
        gap: { xs: 2, md: 3 },
      }}
    >
      {isReport ? (
        <EnrollmentReport
          name={student.name}
          stored={stored}
          outcome={outcome}
          isBusy={guided.isSaving}
          onTakeBack={() => void takeBack()}
        />
      ) : (
        <CaptureStage studentId={student.id} guided={guided} />
      )}
      <Box sx={{ display: "grid", gap: 1.5, alignContent: "start" }}>
        <StepTiles
          capture={capture}
          onRetake={retake}
          onTwoPeople={(step, studentId) => {
            confirm(studentId);
            retake(step);
          }}
        />
        <ProblemAlert error={error} />
        {outcome === null && (
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {text.capture.automatic}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
