import { mdiPencilOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as RouterLink } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { StudentAvatar } from "@/components/student-avatar";
import { dayAndClock } from "@/lib/time";
import { text } from "@/text";

import { PresenceLane } from "./presence-lane";
import { seenText } from "./seen-text";
import { STATUS_ICONS, wasThere, type Entry } from "./statuses";

/** Name, status, and when the student was there; on a phone the last two stand under the name. */
export const COLUMNS = {
  xs: "minmax(0, 1fr) auto",
  md: "minmax(0, 1.1fr) 190px minmax(0, 1.4fr)",
};

interface AttendanceRowProps {
  readonly entry: Entry;
  readonly startMs: number;
  readonly endMs: number;
  readonly onCorrect: (entry: Entry) => void;
}

export function AttendanceRow({ entry, startMs, endMs, onCorrect }: AttendanceRowProps) {
  return (
    <Box
      role="row"
      sx={{
        display: "grid",
        gridTemplateColumns: COLUMNS,
        alignItems: "center",
        columnGap: 2,
        rowGap: 0.75,
        paddingInline: { xs: 2, md: 2.5 },
        paddingBlock: 1,
        borderTop: 1,
        borderColor: "divider",
      }}
    >
      <Who entry={entry} />
      <Box role="cell">
        <StatusButton entry={entry} onCorrect={onCorrect} />
      </Box>
      <Box role="cell" sx={{ gridColumn: { xs: "1 / -1", md: "auto" } }}>
        <PresenceLane entry={entry} startMs={startMs} endMs={endMs} />
        <Typography variant="body2" sx={{ marginTop: 0.5, color: "text.secondary" }}>
          {seenText(entry)}
        </Typography>
        <Corrected entry={entry} />
      </Box>
    </Box>
  );
}

function Who({ entry }: { readonly entry: Entry }) {
  const { student_id: studentId, name, expected } = entry;
  return (
    <Box role="rowheader" sx={{ display: "flex", alignItems: "center", gap: 1.5, minWidth: 0 }}>
      <StudentAvatar studentId={studentId} name={name} size={32} />
      <Box sx={{ minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/students/${studentId}`}
          color="inherit"
          underline="hover"
          sx={{ fontWeight: 600, overflowWrap: "anywhere" }}
        >
          {name}
        </Link>
        {!expected && (
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {text.attendance.notExpected}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

function StatusButton({ entry, onCorrect }: Pick<AttendanceRowProps, "entry" | "onCorrect">) {
  const { name, status, corrected } = entry;
  const word = text.attendance.statuses[status];
  return (
    <Button
      size="small"
      color="inherit"
      variant={corrected === null ? "text" : "outlined"}
      aria-label={text.attendance.change(name, word)}
      startIcon={<Icon path={STATUS_ICONS[status]} />}
      endIcon={<Icon path={mdiPencilOutline} sx={{ opacity: 0.6 }} />}
      onClick={() => onCorrect(entry)}
      sx={{ color: wasThere(status) ? "text.primary" : "text.secondary" }}
    >
      {word}
    </Button>
  );
}

function Corrected({ entry: { corrected } }: { readonly entry: Entry }) {
  if (corrected === null) return null;
  const words = text.attendance.corrected(dayAndClock(corrected.corrected_at));
  return (
    <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
      {corrected.note === "" ? words : `${words}: ${corrected.note}`}
    </Typography>
  );
}
