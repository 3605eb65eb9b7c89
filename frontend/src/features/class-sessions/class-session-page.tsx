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
import { WatchButton } from "@/components/watch-button";
import { classSessionQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";
import { clock, dayWithWeekday } from "@/lib/time";

import { AttendanceCard } from "./attendance-card";
import { ClassHistory } from "./class-history";
import { lengthOf } from "./class-length";
import { ClassState } from "./class-state";

/** A running class is looked at again so often. */
const RENEWED_EVERY_MS = 5_000;

const route = getRouteApi("/class-sessions/$classSessionId");

/** One class: who was there and how it felt. */
export function ClassSessionPage() {
  const classSessionId = Number(route.useParams().classSessionId);
  const { data, error, isPending, refetch } = useQuery({
    ...classSessionQuery(classSessionId),
    refetchInterval: ({ state }) => (state.data?.ended_at === null ? RENEWED_EVERY_MS : false),
  });
  if (data === undefined) {
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
  const renewMs = data.ended_at === null ? RENEWED_EVERY_MS : false;
  return (
    <Page
      title={data.name}
      leading={<BackButton />}
      subtitle={<Facts classSession={data} />}
      actions={data.ended_at === null && <WatchButton classSessionId={data.id} />}
    >
      <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
        <ClassHistory classSession={data} renewMs={renewMs} />
        <AttendanceCard classSessionId={data.id} renewMs={renewMs} />
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

function Facts({ classSession }: { readonly classSession: Schemas["ClassSession"] }) {
  const { started_at: startedAt, ended_at: endedAt } = classSession;
  const until = endedAt === null ? "" : `–${clock(endedAt)}`;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1.5 }}>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {dayWithWeekday(startedAt)}, {clock(startedAt)}
        {until} · {lengthOf(classSession)}
      </Typography>
      <ClassState endedAt={endedAt} />
    </Box>
  );
}
