import Box from "@mui/material/Box";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";
import { memo } from "react";

import { EmotionMeter } from "@/components/emotion-meter";
import { StudentAvatar } from "@/components/student-avatar";
import { text } from "@/text";
import { clock } from "@/lib/time";

import type { RosterEntry } from "./roster";

interface RosterRowProps {
  readonly entry: RosterEntry;
  readonly away: boolean;
}

export const RosterRow = memo(function RosterRow({ entry, away }: RosterRowProps) {
  const { studentId, name, emotion } = entry;
  return (
    <ListItem disablePadding data-testid="roster-row" data-presence={away ? "away" : "here"}>
      <ListItemButton
        component={Link}
        to={`/students/${studentId}`}
        sx={{ gap: 1.25, paddingInline: 1, paddingBlock: 0.75, borderRadius: 2 }}
      >
        <StudentAvatar studentId={studentId} name={name} faded={away} />
        <Box sx={{ flex: 1, minWidth: 0, opacity: away ? 0.75 : 1 }}>
          <Typography noWrap sx={{ fontWeight: 600, fontSize: "0.9375rem", lineHeight: 1.3 }}>
            {name}
          </Typography>
          <Typography noWrap sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
            {away
              ? text.roster.awaySince(clock(entry.lastSeenMs))
              : text.roster.since(clock(entry.hereSinceMs))}
          </Typography>
        </Box>
        {!away && emotion !== null && (
          <EmotionMeter label={emotion.label} probability={emotion.probability} />
        )}
      </ListItemButton>
    </ListItem>
  );
});
