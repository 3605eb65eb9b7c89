import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import MuiLink from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";

import { lengthOf } from "@/features/class-sessions/class-length";
import { ClassState } from "@/features/class-sessions/class-state";
import { EnvironmentTag } from "@/features/class-sessions/environment-tag";
import type { Schemas } from "@/lib/api/client";
import { clock, dayWithWeekday } from "@/lib/time";
import { text } from "@/text";

import { Letter } from "./letter";

interface CompareHeadsProps {
  readonly first: Schemas["ClassSession"];
  readonly second: Schemas["ClassSession"];
}

/** What the two classes were. */
export function CompareHeads({ first, second }: CompareHeadsProps) {
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" }, gap: 2 }}>
      <Head of="first" classSession={first} />
      <Head of="second" classSession={second} />
    </Box>
  );
}

interface HeadProps {
  readonly of: "first" | "second";
  readonly classSession: Schemas["ClassSession"];
}

function Head({ of, classSession }: HeadProps) {
  const { id, name, started_at: startedAt, students_present: present } = classSession;
  return (
    <Card component="section" aria-label={name} sx={{ display: "flex", gap: 1.5, padding: 2 }}>
      <Letter of={of} />
      <Box sx={{ minWidth: 0 }}>
        <MuiLink
          component={Link}
          to={`/class-sessions/${id}`}
          color="inherit"
          underline="hover"
          sx={{ fontWeight: 600, overflowWrap: "anywhere" }}
        >
          {name}
        </MuiLink>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {dayWithWeekday(startedAt)}, {clock(startedAt)} · {lengthOf(classSession)} ·{" "}
          {text.classSessions.present(present)}
        </Typography>
        <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5 }}>
          <EnvironmentTag environment={classSession.environment} />
          <ClassState endedAt={classSession.ended_at} />
        </Box>
      </Box>
    </Card>
  );
}
