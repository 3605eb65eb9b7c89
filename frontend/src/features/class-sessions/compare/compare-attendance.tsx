import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link as RouterLink } from "@tanstack/react-router";

import { QueryCard } from "@/components/query-card";
import type { Status } from "@/features/class-sessions/attendance/statuses";
import { attendanceQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

import { compareAttendance, type AttendanceDifference } from "./comparison";
import { Second } from "./second";

interface CompareAttendanceProps {
  readonly first: Schemas["ClassSession"];
  readonly second: Schemas["ClassSession"];
}

/** Who was in one of the classes and not in the other. */
export function CompareAttendance({ first, second }: CompareAttendanceProps) {
  const one = useQuery(attendanceQuery(first.id));
  const other = useQuery(attendanceQuery(second.id));
  return (
    <QueryCard title={text.comparison.attendance} testId="compare-attendance" query={one} lines={5}>
      {({ students }) => (
        <Second query={other}>
          {(second) => <Differences first={students} second={second.students} />}
        </Second>
      )}
    </QueryCard>
  );
}

interface DifferencesProps {
  readonly first: readonly Schemas["AttendanceEntry"][];
  readonly second: readonly Schemas["AttendanceEntry"][];
}

function Differences({ first, second }: DifferencesProps) {
  const { both, onlyFirst, onlySecond } = compareAttendance(first, second);
  const isSame = onlyFirst.length + onlySecond.length === 0 && both > 0;
  return (
    <>
      <Typography>
        {isSame ? text.comparison.sameAttendance : text.comparison.both(both)}
      </Typography>
      {!isSame && (
        <Box
          sx={{
            display: "grid",
            gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))" },
            gap: 2,
            marginTop: 2,
          }}
        >
          <Only
            title={text.comparison.onlyFirst(onlyFirst.length)}
            students={onlyFirst}
            otherStatus={({ second: status }) => status}
          />
          <Only
            title={text.comparison.onlySecond(onlySecond.length)}
            students={onlySecond}
            otherStatus={({ first: status }) => status}
          />
        </Box>
      )}
    </>
  );
}

interface OnlyProps {
  readonly title: string;
  readonly students: readonly AttendanceDifference[];
  /** How it was in the class in which the student was not. */
  readonly otherStatus: (student: AttendanceDifference) => Status | undefined;
}

function Only({ title, students, otherStatus }: OnlyProps) {
  const isHidden = usePresenterMode();
  return (
    <div>
      <Typography variant="h3">{title}</Typography>
      {!isHidden && (
        <Box component="ul" sx={{ margin: 0, marginTop: 0.5, padding: 0, listStyle: "none" }}>
          {students.map((student) => (
            <Box
              component="li"
              key={student.studentId}
              sx={{ display: "flex", flexWrap: "wrap", columnGap: 1, paddingBlock: 0.25 }}
            >
              <Link
                component={RouterLink}
                to={`/students/${student.studentId}`}
                color="inherit"
                underline="hover"
              >
                {student.name}
              </Link>
              <Typography component="span" variant="body2" sx={{ color: "text.secondary" }}>
                {statusText(otherStatus(student))}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </div>
  );
}

function statusText(status: Status | undefined): string {
  return status === undefined ? text.comparison.notOnRoll : text.attendance.statuses[status];
}
