import MuiLink from "@mui/material/Link";
import { Link } from "@tanstack/react-router";

import type { Schemas } from "@/lib/api/client";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

interface StudentLinkProps {
  readonly student: Schemas["EnrolledStudent"];
}

/** Leads to the student; without the name while names are hidden. */
export function StudentLink({ student }: StudentLinkProps) {
  const namesAreHidden = usePresenterMode();
  return (
    <MuiLink
      component={Link}
      to={`/students/${student.id}`}
      color="inherit"
      sx={{ fontWeight: 600, overflowWrap: "anywhere" }}
    >
      {namesAreHidden ? text.health.review.hiddenName(student.id) : student.name}
    </MuiLink>
  );
}
