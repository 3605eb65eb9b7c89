import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";

import { EmotionDisc } from "@/components/emotion-disc";
import { emotionStyle } from "@/lib/emotions";
import { KEEPS_COLOUR } from "@/lib/forced-colours";
import { percent } from "@/lib/numbers";
import { text } from "@/text";

import type { ShareRow } from "./comparison";
import { Letter } from "./letter";

const SIGNED = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 0,
  signDisplay: "exceptZero",
});

interface ShareTableProps {
  readonly rows: readonly ShareRow[];
}

/** The share of each emotion in both classes, and what differs. */
export function ShareTable({ rows }: ShareTableProps) {
  const most = Math.max(...rows.flatMap(({ first, second }) => [first, second]), 0.01);
  return (
    <TableContainer>
      <Table
        size="small"
        data-testid="share-table"
        sx={{ "& td, & th": { paddingInline: { xs: 0.75, sm: 2 } } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{text.comparison.emotion}</TableCell>
            <TableCell>
              <Letter of="first" />
            </TableCell>
            <TableCell>
              <Letter of="second" />
            </TableCell>
            <TableCell align="right">{text.comparison.difference}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.label}>
              <TableCell component="th" scope="row">
                <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 1 }}>
                  <EmotionDisc label={row.label} size={18} />
                  {emotionStyle(row.label).name}
                </Box>
              </TableCell>
              <ShareCell label={row.label} share={row.first} most={most} />
              <ShareCell label={row.label} share={row.second} most={most} />
              <TableCell align="right" sx={{ fontWeight: row.isClear ? 650 : 400 }}>
                {differenceText(row)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

interface ShareCellProps {
  readonly label: string;
  readonly share: number;
  /** The largest share of the table, as long as a bar gets. */
  readonly most: number;
}

function ShareCell({ label, share, most }: ShareCellProps) {
  const { light, dark } = emotionStyle(label);
  return (
    <TableCell sx={{ width: { sm: "32%" } }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Box component="span" sx={{ width: 40, textAlign: "right" }}>
          {percent(share)}
        </Box>
        <Box sx={{ flex: 1, display: { xs: "none", sm: "block" } }}>
          <Box
            aria-hidden
            sx={(theme) => ({
              ...KEEPS_COLOUR,
              height: 8,
              borderRadius: "3px",
              backgroundColor: light,
              ...theme.applyStyles("dark", { backgroundColor: dark }),
            })}
            style={{ width: `${((share / most) * 100).toFixed(1)}%` }}
          />
        </Box>
      </Box>
    </TableCell>
  );
}

function differenceText({ difference, isClear }: ShareRow): string {
  if (difference === null) return text.comparison.notTold;
  if (!isClear) return text.comparison.alike;
  return text.comparison.points(SIGNED.format(difference * 100));
}
