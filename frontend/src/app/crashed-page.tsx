import { mdiAlertCircleOutline } from "@mdi/js";
import Button from "@mui/material/Button";

import { EmptyState } from "@/components/empty-state";
import { text } from "@/text";

/** Stands in for a view that threw, or whose code could not be loaded. */
export function CrashedPage() {
  return (
    <div role="alert">
      <EmptyState
        icon={mdiAlertCircleOutline}
        titleAs="h1"
        title={text.problems.crashedTitle}
        hint={text.problems.crashed}
        action={
          <Button variant="contained" onClick={() => window.location.reload()}>
            {text.problems.reload}
          </Button>
        }
      />
    </div>
  );
}
