import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";

import type { Correction } from "@/lib/api/class-sessions";
import { clockWithSeconds } from "@/lib/time";
import { text } from "@/text";

interface OtherCorrectionProps {
  /** Null where somebody undid it. */
  readonly corrected: Correction | null;
}

/** What somebody else said while this teacher was deciding. */
export function OtherCorrection({ corrected }: OtherCorrectionProps) {
  const words = text.attendance;
  return (
    <Alert severity="warning" data-testid="other-correction">
      <AlertTitle>{words.meanwhileTitle}</AlertTitle>
      {corrected === null
        ? words.meanwhileUndone
        : words.meanwhile(
            clockWithSeconds(corrected.corrected_at),
            words.statuses[corrected.status],
            corrected.note,
          )}
    </Alert>
  );
}
