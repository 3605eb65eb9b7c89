import MuiLink from "@mui/material/Link";
import { Link } from "@tanstack/react-router";

import { StudentName } from "@/components/student-name";
import type { Schemas } from "@/lib/api/client";

interface StudentLinkProps {
  readonly student: Schemas["EnrolledStudent"];
}

/** Leads to the student. */
export function StudentLink({ student }: StudentLinkProps) {
  return (
    <MuiLink
      component={Link}
      to={`/students/${student.id}`}
      color="inherit"
      sx={{ fontWeight: 600, overflowWrap: "anywhere" }}
    >
      <StudentName student={student} />
    </MuiLink>
  );
}
