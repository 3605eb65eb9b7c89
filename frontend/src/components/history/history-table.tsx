import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";

import { EmotionDisc } from "@/components/emotion-disc";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";
import { text } from "@/text";
import { dayAndClock, duration } from "@/lib/time";

interface HistoryTableProps {
  readonly history: Schemas["EmotionHistory"];
}

/** Every step in which somebody was seen, newest first. */
export function HistoryTable({ history }: HistoryTableProps) {
  return (
    <TableContainer
      sx={{ maxHeight: 380 }}
      tabIndex={0}
      role="region"
      aria-label={text.history.table}
    >
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{text.history.time}</TableCell>
            <TableCell>{text.history.strongest}</TableCell>
            {history.labels.map((label) => (
              <TableCell key={label} align="right">
                {emotionStyle(label).name}
              </TableCell>
            ))}
            <TableCell align="right">{text.history.observed}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...history.buckets].reverse().map((bucket) => (
            <BucketRow key={bucket.start} bucket={bucket} labels={history.labels} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

interface BucketRowProps {
  readonly bucket: Schemas["EmotionBucket"];
  readonly labels: readonly string[];
}

function BucketRow({ bucket, labels }: BucketRowProps) {
  return (
    <TableRow>
      <TableCell sx={{ whiteSpace: "nowrap" }}>{dayAndClock(bucket.start)}</TableCell>
      <TableCell>
        <Box sx={{ display: "flex", alignItems: "center", gap: 0.75 }}>
          <EmotionDisc label={bucket.dominant} size={18} />
          {emotionStyle(bucket.dominant).name}
        </Box>
      </TableCell>
      {labels.map((label) => (
        <TableCell key={label} align="right">
          {percent(bucket.probabilities[label] ?? 0)}
        </TableCell>
      ))}
      <TableCell align="right">{duration(bucket.seconds_observed)}</TableCell>
    </TableRow>
  );
}
