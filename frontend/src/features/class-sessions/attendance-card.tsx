import { mdiAccountGroupOutline } from "@mdi/js";
import Card from "@mui/material/Card";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link as RouterLink } from "@tanstack/react-router";

import { EmptyState } from "@/components/empty-state";
import { ProblemState } from "@/components/problem-state";
import { attendanceQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";
import { clock, duration } from "@/lib/time";

interface AttendanceCardProps {
  readonly classSessionId: number;
  readonly renewMs: number | false;
}

/** Who was seen in the class, from when to when. */
export function AttendanceCard({ classSessionId, renewMs }: AttendanceCardProps) {
  const { data, error } = useQuery({
    ...attendanceQuery(classSessionId),
    refetchInterval: renewMs,
  });
  const seen = (data?.students ?? []).filter((entry) => entry.seen !== null);
  return (
    <Card component="section" aria-labelledby="attendance-title">
      <Typography
        variant="h2"
        id="attendance-title"
        sx={{ padding: { xs: 2, md: 2.5 }, paddingBottom: { xs: 1, md: 1 } }}
      >
        {text.classSessions.attendance}
        {seen.length > 0 && ` · ${text.students.count(seen.length)}`}
      </Typography>
      {data === undefined && error !== null && <ProblemState error={error} />}
      {data === undefined && error === null && (
        <Skeleton variant="rounded" height={160} sx={{ margin: 2 }} aria-label={text.loading} />
      )}
      {data !== undefined && <Attendees attendees={seen} />}
    </Card>
  );
}

function Attendees({ attendees }: { readonly attendees: readonly Schemas["AttendanceEntry"][] }) {
  if (attendees.length === 0) {
    return (
      <EmptyState
        icon={mdiAccountGroupOutline}
        title={text.classSessions.attendanceEmpty}
        hint={text.classSessions.attendanceEmptyHint}
      />
    );
  }
  return (
    <TableContainer>
      <Table size="small" data-testid="attendance" sx={{ "& td": { whiteSpace: "nowrap" } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text.classSessions.student}</TableCell>
            <TableCell>{text.classSessions.firstSeen}</TableCell>
            <TableCell>{text.classSessions.lastSeen}</TableCell>
            <TableCell align="right">{text.classSessions.secondsSeen}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {attendees.map((attendee) => (
            <AttendeeRow key={attendee.student_id} attendee={attendee} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function AttendeeRow({ attendee }: { readonly attendee: Schemas["AttendanceEntry"] }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <Link
          component={RouterLink}
          to={`/students/${attendee.student_id}`}
          color="inherit"
          underline="hover"
          sx={{ fontWeight: 600 }}
        >
          {attendee.name}
        </Link>
      </TableCell>
      <TableCell>{clock(attendee.seen?.first_seen_at ?? 0)}</TableCell>
      <TableCell>{clock(attendee.seen?.last_seen_at ?? 0)}</TableCell>
      <TableCell align="right">{duration(attendee.seen?.seconds_seen ?? 0)}</TableCell>
    </TableRow>
  );
}
