import { mdiArrowLeft } from "@mdi/js";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemState } from "@/components/problem-state";
import { classSessionQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { isNotFound } from "@/lib/api/problem";
import { text } from "@/text";
import { clock, dayWithWeekday } from "@/lib/time";

import { AttendanceCard } from "./attendance/attendance-card";
import { ClassActions } from "./class-actions";
import { lengthOf } from "./class-length";
import { ClassState } from "./class-state";
import { EnvironmentTag } from "./environment-tag";
import { NoteCard } from "./note-card";
import { RunningActions } from "./running-actions";
import { TimelineCard } from "./timeline/timeline-card";

/** A running class is looked at again so often. */
const RENEWED_EVERY_MS = 5_000;

const route = getRouteApi("/class-sessions/$classSessionId");

/** One class: how it went and who was there. */
export function ClassSessionPage() {
  const classSessionId = Number(route.useParams().classSessionId);
  const { data, error, isPending, refetch } = useQuery({
    ...classSessionQuery(classSessionId),
    refetchInterval: ({ state: { data: known, error: last } }) =>
      known?.ended_at === null && !isNotFound(last) ? RENEWED_EVERY_MS : false,
  });
  if (data === undefined || isNotFound(error)) {
    return (
      <Page title={text.classSessions.title} leading={<BackButton />}>
        {isPending ? (
          <ListSkeleton />
        ) : (
          <ProblemState error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return <ClassView key={data.id} classSession={data} />;
}

interface ClassViewProps {
  readonly classSession: Schemas["ClassSession"];
}

function ClassView({ classSession }: ClassViewProps) {
  const isRunning = classSession.ended_at === null;
  return (
    <Page
      title={classSession.name}
      leading={<BackButton />}
      subtitle={<Facts classSession={classSession} />}
      actions={
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          {isRunning && <RunningActions classSession={classSession} />}
          <ClassActions classSession={classSession} />
        </Box>
      }
    >
      <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
        <TimelineCard classSession={classSession} />
        <AttendanceCard classSessionId={classSession.id} renewMs={isRunning && RENEWED_EVERY_MS} />
        <NoteCard classSession={classSession} />
      </Box>
    </Page>
  );
}

function BackButton() {
  return (
    <IconButton component={Link} to="/class-sessions" edge="start" aria-label={text.back}>
      <Icon path={mdiArrowLeft} />
    </IconButton>
  );
}

function Facts({ classSession }: ClassViewProps) {
  const { started_at: startedAt, ended_at: endedAt } = classSession;
  const until = endedAt === null ? "" : `–${clock(endedAt)}`;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1.5 }}>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {dayWithWeekday(startedAt)}, {clock(startedAt)}
        {until} · {lengthOf(classSession)}
      </Typography>
      <EnvironmentTag environment={classSession.environment} />
      <ClassState endedAt={endedAt} />
    </Box>
  );
}
