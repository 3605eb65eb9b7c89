import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";

import { EmotionDisc } from "@/components/emotion-disc";
import { stepName } from "@/components/history/chart-tooltip";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";
import { text } from "@/text";
import { duration } from "@/lib/time";

interface HistoryTableProps {
  readonly labels: readonly string[];
  readonly buckets: readonly Schemas["EmotionBucket"][];
}

/** More rows than this make a page slow, and nobody reads them: the file has all. */
const MOST_ROWS = 400;

/** Every step in which somebody was seen, newest first. */
export function HistoryTable({ labels, buckets }: HistoryTableProps) {
  const newest = [...buckets].reverse().slice(0, MOST_ROWS);
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
            {labels.map((label) => (
              <TableCell key={label} align="right">
                {emotionStyle(label).name}
              </TableCell>
            ))}
            <TableCell align="right">{text.history.observed}</TableCell>
            <TableCell align="right">{text.history.coverage}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {newest.map((bucket) => (
            <BucketRow key={bucket.start} bucket={bucket} labels={labels} />
          ))}
          {newest.length < buckets.length && (
            <TableRow>
              <TableCell colSpan={labels.length + 3} sx={{ color: "text.secondary" }}>
                {text.history.moreRows(buckets.length - newest.length)}
              </TableCell>
            </TableRow>
          )}
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
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        {stepName(Date.parse(bucket.start), Date.parse(bucket.end))}
      </TableCell>
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
      <TableCell align="right">{percent(bucket.coverage)}</TableCell>
    </TableRow>
  );
}
