import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import MuiLink from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import type { Schemas } from "@/lib/api/client";
import { HAS_EDGE, STANDS_OUT } from "@/lib/forced-colours";
import { percent } from "@/lib/numbers";
import { usePresenterMode } from "@/lib/presenter-mode";
import { clock, dayWithWeekday, duration } from "@/lib/time";
import { text } from "@/text";

type AttendedClass = Schemas["AttendedClass"];

interface AttendedClassesProps {
  readonly classes: readonly AttendedClass[];
  readonly attended: number;
  readonly total: number;
}

/** A row for each class. On a phone it folds to two lines. */
export function AttendedClasses({ classes, attended, total }: AttendedClassesProps) {
  const words = text.student.attendance;
  return (
    <>
      <Typography variant="body2" sx={{ color: "text.secondary", marginBottom: 1 }}>
        {words.attended(attended, total)}
      </Typography>
      <TableContainer tabIndex={0} role="region" aria-label={words.title}>
        <Table size="small" sx={{ "& td, & th": { paddingInline: { xs: 0.75, sm: 2 } } }}>
          <TableHead>
            <TableRow>
              <TableCell>{words.class}</TableCell>
              <TableCell>{words.status}</TableCell>
              <TableCell sx={WIDE_ONLY}>{words.firstSeen}</TableCell>
              <TableCell sx={WIDE_ONLY}>{words.lastSeen}</TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                {words.timeSeen}
              </TableCell>
              <TableCell align="right">{words.share}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {classes.map((attended) => (
              <ClassRow key={attended.class_session_id} attended={attended} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  );
}

const WIDE_ONLY = { display: { xs: "none", sm: "table-cell" } } as const;

function ClassRow({ attended }: { readonly attended: AttendedClass }) {
  const { class_session_id: id, name, started_at: startedAt, ended_at: endedAt, seen } = attended;
  const until = endedAt === null ? ` · ${text.student.attendance.running}` : `–${clock(endedAt)}`;
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <MuiLink
          component={Link}
          to={`/class-sessions/${id}`}
          color="inherit"
          underline="hover"
          sx={{ fontWeight: 600 }}
        >
          {name}
        </MuiLink>
        <Box sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
          {dayWithWeekday(startedAt)}, {clock(startedAt)}
          {until}
        </Box>
      </TableCell>
      <TableCell>
        <Status attended={attended} />
      </TableCell>
      <TableCell sx={WIDE_ONLY}>{seen === null ? "–" : clock(seen.first_seen_at)}</TableCell>
      <TableCell sx={WIDE_ONLY}>{seen === null ? "–" : clock(seen.last_seen_at)}</TableCell>
      <TableCell align="right" sx={WIDE_ONLY}>
        {seen === null ? "–" : duration(seen.seconds_seen)}
      </TableCell>
      <TableCell align="right">{seen === null ? "–" : <Share share={seen.share} />}</TableCell>
    </TableRow>
  );
}

function Status({ attended: { status, corrected } }: { readonly attended: AttendedClass }) {
  const words = text.student.attendance;
  const isHidden = usePresenterMode();
  return (
    <>
      <Chip
        size="small"
        variant={status === "present" ? "filled" : "outlined"}
        label={words.statuses[status]}
        title={status === "not_seen" ? words.notSeenHelp : undefined}
      />
      {corrected !== null && (
        <Box sx={{ fontSize: "0.8125rem", color: "text.secondary", marginTop: 0.25 }}>
          {corrected.note === "" || isHidden
            ? words.corrected
            : words.correctedNote(corrected.note)}
        </Box>
      )}
    </>
  );
}

/** A number, and a bar as long as it says. */
function Share({ share }: { readonly share: number }) {
  return (
    <Box sx={{ display: "inline-flex", alignItems: "center", justifyContent: "flex-end", gap: 1 }}>
      <Box
        aria-hidden
        sx={{
          ...HAS_EDGE,
          display: { xs: "none", md: "block" },
          width: 72,
          height: 6,
          borderRadius: 3,
          backgroundColor: "divider",
          overflow: "hidden",
        }}
      >
        <Box
          sx={{ ...STANDS_OUT, height: "100%", backgroundColor: "primary.main" }}
          style={{ width: `${share * 100}%` }}
        />
      </Box>
      {percent(share)}
    </Box>
  );
}
