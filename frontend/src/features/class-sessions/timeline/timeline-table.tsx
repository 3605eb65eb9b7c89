import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";

import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";
import { clockWithSeconds } from "@/lib/time";
import { text } from "@/text";

import { stepsOf } from "./steps";

interface TimelineTableProps {
  readonly timeline: Schemas["Timeline"];
}

/** Every step of the class, in order, also those in which nobody was recognised. */
export function TimelineTable({ timeline }: TimelineTableProps) {
  return (
    <TableContainer
      sx={{ maxHeight: { xs: 300, md: 360 } }}
      tabIndex={0}
      role="region"
      aria-label={text.timeline.title}
    >
      <Table size="small" stickyHeader sx={{ "& td, & th": { whiteSpace: "nowrap" } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text.timeline.time}</TableCell>
            <TableCell align="right">{text.timeline.seen}</TableCell>
            {timeline.labels.map((label) => (
              <TableCell key={label} align="right">
                {emotionStyle(label).name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {stepsOf(timeline).map(({ startMs, seen }) => (
            <TableRow key={startMs}>
              <TableCell component="th" scope="row">
                {clockWithSeconds(startMs)}
              </TableCell>
              <TableCell align="right">{seen?.students_seen ?? <Nothing />}</TableCell>
              {timeline.labels.map((label) => (
                <TableCell key={label} align="right">
                  {shareText(seen?.probabilities[label]) ?? <Nothing />}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function shareText(share: number | undefined): string | null {
  return share === undefined ? null : percent(share);
}

function Nothing() {
  return (
    <Box component="span" aria-label={text.timeline.nobody} sx={{ color: "text.secondary" }}>
      –
    </Box>
  );
}
