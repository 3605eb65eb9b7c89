import { mdiChevronRight } from "@mdi/js";
import Box from "@mui/material/Box";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { StudentAvatar } from "@/components/student-avatar";
import { StudentName } from "@/components/student-name";
import { DoubtChips, EnrollmentChip } from "@/features/students/enrollment/enrollment-chip";
import type { Doubts } from "@/features/students/enrollment/enrollment-doubts";
import type { Schemas } from "@/lib/api/client";
import { usePresenterMode } from "@/lib/presenter-mode";
import { ago } from "@/lib/time";
import { text } from "@/text";

import { moveFocus } from "./list-keys";

interface StudentListProps {
  readonly students: readonly Schemas["Student"][];
  readonly doubtsOf: (studentId: number) => Doubts;
}

/** Arrow keys go from one student to the next. */
export function StudentList({ students, doubtsOf }: StudentListProps) {
  return (
    <List disablePadding data-testid="student-list" onKeyDown={moveFocus}>
      {students.map((student) => (
        <StudentRow key={student.id} student={student} doubts={doubtsOf(student.id)} />
      ))}
    </List>
  );
}

interface StudentRowProps {
  readonly student: Schemas["Student"];
  readonly doubts: Doubts;
}

function StudentRow({ student, doubts }: StudentRowProps) {
  const { id, name, last_seen_at: lastSeenAt } = student;
  const externalId = usePresenterMode() ? null : student.external_id;
  return (
    <ListItem disablePadding divider>
      <ListItemButton
        component={Link}
        to={`/students/${id}`}
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "auto minmax(0, 1fr) auto",
            sm: "auto minmax(0, 1fr) minmax(150px, auto) 190px auto",
          },
          columnGap: 2,
          rowGap: 0.75,
          paddingBlock: 1,
          minHeight: 64,
        }}
      >
        <StudentAvatar studentId={id} name={name} size={40} />
        <Box sx={{ minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 600 }}>
            <StudentName student={student} />
          </Typography>
          {externalId !== null && (
            <Typography noWrap variant="body2" sx={{ color: "text.secondary" }}>
              {externalId}
            </Typography>
          )}
        </Box>
        <Box
          sx={{
            gridRow: { xs: 2, sm: "auto" },
            gridColumn: { xs: 2, sm: "auto" },
            display: "flex",
            flexWrap: "wrap",
            justifyContent: { sm: "flex-end" },
            gap: 0.5,
          }}
        >
          <DoubtChips doubts={doubts} />
          <EnrollmentChip student={student} />
        </Box>
        <Typography
          noWrap
          variant="body2"
          sx={{ color: "text.secondary", display: { xs: "none", sm: "block" } }}
        >
          {lastSeenAt === null
            ? text.students.neverSeen
            : `${text.students.lastSeen} ${ago(lastSeenAt)}`}
        </Typography>
        <Icon
          path={mdiChevronRight}
          sx={{
            color: "text.secondary",
            gridColumn: { xs: 3, sm: "auto" },
            gridRow: { xs: 1, sm: "auto" },
          }}
        />
      </ListItemButton>
    </ListItem>
  );
}
