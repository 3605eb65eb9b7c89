import { mdiChevronRight } from "@mdi/js";
import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { clock, dayAndClock, dayWithWeekday } from "@/lib/time";
import { text } from "@/text";

import { lengthOf } from "./class-length";
import { ClassState } from "./class-state";
import type { Pair } from "./compare/pair";
import { EnvironmentTag } from "./environment-tag";
import { MoodStrip } from "./mood-strip";

interface ClassSessionListProps {
  readonly classSessions: readonly Schemas["ClassSession"][];
  /** The classes that are chosen for a comparison; null where none is being made. */
  readonly picked: Pair | null;
  readonly onPick: (classSessionId: number) => void;
}

export function ClassSessionList({ classSessions, picked, onPick }: ClassSessionListProps) {
  return (
    <List disablePadding data-testid="class-session-list">
      {classSessions.map((classSession) => (
        <ListItem key={classSession.id} disablePadding divider>
          {picked !== null && (
            <Checkbox
              checked={picked.includes(classSession.id)}
              disabled={picked.length === 2 && !picked.includes(classSession.id)}
              onChange={() => onPick(classSession.id)}
              sx={{ marginLeft: 1 }}
              slotProps={{
                input: { "aria-label": text.comparison.choice(nameAndDay(classSession)) },
              }}
            />
          )}
          <ClassSessionRow classSession={classSession} />
        </ListItem>
      ))}
    </List>
  );
}

function ClassSessionRow({ classSession }: { readonly classSession: Schemas["ClassSession"] }) {
  const { id, name, started_at: startedAt, environment } = classSession;
  return (
    <ListItemButton
      component={Link}
      to={`/class-sessions/${id}`}
      sx={{
        display: "grid",
        gridTemplateColumns: {
          xs: "minmax(0, 1fr) auto auto",
          md: "minmax(0, 1fr) 130px 170px 90px auto",
        },
        columnGap: 2,
        rowGap: 0.75,
        paddingBlock: 1.5,
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography noWrap sx={{ fontWeight: 600 }}>
          {name}
        </Typography>
        <Typography
          noWrap
          variant="body2"
          sx={{ color: "text.secondary" }}
          title={dayAndClock(startedAt)}
        >
          {dayWithWeekday(startedAt)}, {clock(startedAt)} · {lengthOf(classSession)}
        </Typography>
      </Box>
      <Box sx={{ display: { xs: "none", md: "block" } }}>
        <EnvironmentTag environment={environment} />
      </Box>
      <Box sx={{ gridRow: { xs: 2, md: "auto" }, gridColumn: { xs: "1 / -1", md: "auto" } }}>
        <Typography variant="body2" sx={{ marginBottom: 0.5 }}>
          {presentText(classSession)}
        </Typography>
        <MoodStrip classSession={classSession} />
      </Box>
      <ClassState endedAt={classSession.ended_at} />
      <Icon path={mdiChevronRight} sx={{ color: "text.secondary" }} />
    </ListItemButton>
  );
}

function presentText(classSession: Schemas["ClassSession"]): string {
  const { students_present: present, students_expected: expected } = classSession;
  // More than expected were there: guests, whom no list names.
  return present > expected
    ? text.classSessions.present(present)
    : text.classSessions.presentOf(present, expected);
}

function nameAndDay({ name, started_at: startedAt }: Schemas["ClassSession"]): string {
  return `${name}, ${dayAndClock(startedAt)}`;
}
