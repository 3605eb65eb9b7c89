import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";

import { text } from "@/text";

/** Says that what is shown was read before, and could not be renewed. */
export function StaleAlert({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {text.retry}
        </Button>
      }
    >
      {text.student.stale}
    </Alert>
  );
}
