import { mdiAlertCircleOutline } from "@mdi/js";
import Button from "@mui/material/Button";

import { EmptyState } from "@/components/empty-state";
import { isNotFound, messageOf } from "@/lib/api/problem";
import { text } from "@/text";

interface ProblemStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Stands in for a view that could not be loaded. */
export function ProblemState({ error, onRetry }: ProblemStateProps) {
  const isGone = isNotFound(error);
  const retry = onRetry !== undefined && !isGone && (
    <Button variant="outlined" onClick={onRetry}>
      {text.retry}
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState
        icon={mdiAlertCircleOutline}
        title={isGone ? text.problems.notFoundTitle : text.problems.title}
        hint={messageOf(error)}
        action={retry === false ? undefined : retry}
      />
    </div>
  );
}
