import { mdiChevronRight } from "@mdi/js";
import Box from "@mui/material/Box";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";
import { dayAndClock, dayWithWeekday, clock } from "@/lib/time";

import { ClassState } from "./class-state";
import { lengthOf } from "./class-length";

interface ClassSessionListProps {
  readonly classSessions: readonly Schemas["ClassSession"][];
}

export function ClassSessionList({ classSessions }: ClassSessionListProps) {
  return (
    <List disablePadding data-testid="class-session-list">
      {classSessions.map((classSession) => (
        <ClassSessionRow key={classSession.id} classSession={classSession} />
      ))}
    </List>
  );
}

function ClassSessionRow({ classSession }: { readonly classSession: Schemas["ClassSession"] }) {
  const { id, name, started_at: startedAt, students_seen: studentsSeen } = classSession;
  return (
    <ListItem disablePadding divider>
      <ListItemButton
        component={Link}
        to={`/class-sessions/${id}`}
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr) auto auto",
            sm: "minmax(0, 1fr) 110px 110px 110px auto",
          },
          columnGap: 2,
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
            {dayWithWeekday(startedAt)}, {clock(startedAt)}
          </Typography>
        </Box>
        <Typography variant="body2" sx={{ display: { xs: "none", sm: "block" } }}>
          {text.students.count(studentsSeen)}
        </Typography>
        <Typography variant="body2" sx={{ display: { xs: "none", sm: "block" } }}>
          {lengthOf(classSession)}
        </Typography>
        <ClassState endedAt={classSession.ended_at} />
        <Icon path={mdiChevronRight} sx={{ color: "text.secondary" }} />
      </ListItemButton>
    </ListItem>
  );
}
