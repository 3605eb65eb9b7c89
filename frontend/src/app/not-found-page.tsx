import { mdiMapMarkerQuestionOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import { Link } from "@tanstack/react-router";

import { EmptyState } from "@/components/empty-state";
import { text } from "@/text";

export function NotFoundPage() {
  return (
    <EmptyState
      icon={mdiMapMarkerQuestionOutline}
      title={text.problems.notFoundTitle}
      hint={text.problems.notFound}
      action={
        <Button component={Link} to="/" variant="contained">
          {text.problems.toLive}
        </Button>
      }
    />
  );
}
