import Box from "@mui/material/Box";

import { HAS_EDGE, STANDS_OUT } from "@/lib/forced-colours";
import { clock } from "@/lib/time";
import { text } from "@/text";

import { lanesOf } from "./roll-view";
import type { Entry } from "./statuses";

interface PresenceLaneProps {
  readonly entry: Entry;
  readonly startMs: number;
  readonly endMs: number;
}

/** The class as a track, with the times in which the student was seen drawn on it. */
export function PresenceLane({ entry, startMs, endMs }: PresenceLaneProps) {
  const spans = (entry.seen?.spans ?? []).map(
    (span) => `${clock(span.first_seen_at)}–${clock(span.last_seen_at)}`,
  );
  const words =
    spans.length === 0 ? text.attendance.notSeen : text.attendance.lane(spans.join(", "));
  return (
    <Box
      role="img"
      aria-label={words}
      title={words}
      sx={{
        ...HAS_EDGE,
        position: "relative",
        height: 8,
        borderRadius: 4,
        overflow: "hidden",
        backgroundColor: "action.selected",
      }}
    >
      {lanesOf(entry, { startMs, endMs }).map(({ from, to }) => (
        <Box
          key={from}
          sx={{
            ...STANDS_OUT,
            position: "absolute",
            insetBlock: 0,
            minWidth: 2,
            backgroundColor: "primary.main",
          }}
          style={{
            left: `${(from * 100).toFixed(2)}%`,
            width: `${((to - from) * 100).toFixed(2)}%`,
          }}
        />
      ))}
    </Box>
  );
}
