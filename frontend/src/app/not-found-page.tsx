import { mdiMapMarkerQuestionOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";

import { EmptyState } from "@/components/empty-state";
import { text } from "@/text";

/** Stands in for an address that leads nowhere. */
export function NotFoundPage() {
  useEffect(() => {
    document.title = `${text.problems.notFoundTitle} · ${text.product}`;
  }, []);

  return (
    <EmptyState
      icon={mdiMapMarkerQuestionOutline}
      titleAs="h1"
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
