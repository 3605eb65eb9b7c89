import { mdiCheckDecagram, mdiImageOffOutline, mdiUndo } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import type { CaptureOutcome } from "./use-capture";

interface EnrollmentReportProps {
  readonly name: string;
  /** Photos of this time. */
  readonly stored: number;
  readonly outcome: CaptureOutcome;
  readonly isBusy: boolean;
  readonly onTakeBack: () => void;
}

/** How well the student is known after the photos were stored. */
export function EnrollmentReport(props: EnrollmentReportProps) {
  const { name, stored, outcome, isBusy, onTakeBack } = props;
  const isEnrolled = stored > 0;
  return (
    <Box
      role="status"
      data-testid="enrollment-report"
      sx={{
        display: "grid",
        gap: 1.5,
        justifyItems: "center",
        alignContent: "start",
        textAlign: "center",
        paddingBlock: 3,
      }}
    >
      <Icon
        path={isEnrolled ? mdiCheckDecagram : mdiImageOffOutline}
        sx={{ fontSize: 64, color: isEnrolled ? "success.main" : "text.secondary" }}
      />
      <Typography variant="h2" sx={{ fontSize: "1.25rem" }}>
        {isEnrolled ? text.capture.savedTitle(name) : text.capture.savedNone}
      </Typography>
      <Typography sx={{ color: "text.secondary" }}>
        {text.capture.savedCount(stored)}
        <br />
        {text.capture.views(outcome.views, outcome.isFew)}
      </Typography>
      {outcome.warnings.map((warning) => (
        <Alert key={warning} severity="info" sx={{ textAlign: "left" }}>
          {warning}
        </Alert>
      ))}
      {isEnrolled && (
        <Button
          color="inherit"
          loading={isBusy}
          startIcon={<Icon path={mdiUndo} />}
          onClick={onTakeBack}
        >
          {text.capture.takeBack(stored)}
        </Button>
      )}
    </Box>
  );
}
