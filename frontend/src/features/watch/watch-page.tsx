import { mdiGoogleClassroom, mdiMapMarkerQuestionOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemState } from "@/components/problem-state";
import { classSessionQuery } from "@/lib/api/class-sessions";
import { isNotFound } from "@/lib/api/problem";
import { text } from "@/text";

import type { WatchOutcome } from "./watch-controller";
import { Watching } from "./watching";

const route = getRouteApi("/watch/$classSessionId");

/** A class that runs, seen from a second device: nothing can be changed from here. */
export function WatchPage() {
  const classSessionId = Number(route.useParams().classSessionId);
  return Number.isSafeInteger(classSessionId) && classSessionId > 0 ? (
    <WatchedClass key={classSessionId} classSessionId={classSessionId} />
  ) : (
    <Missing />
  );
}

function WatchedClass({ classSessionId }: { readonly classSessionId: number }) {
  const { data, error, isPending, refetch } = useQuery(classSessionQuery(classSessionId));
  const [outcome, setOutcome] = useState<WatchOutcome>("running");
  if (outcome === "missing" || isNotFound(error)) return <Missing />;
  if (data === undefined) {
    return (
      <Page title={text.watch.open}>
        {isPending ? (
          <ListSkeleton />
        ) : (
          <ProblemState error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  if (outcome === "ended" || data.ended_at !== null) return <Ended name={data.name} id={data.id} />;
  return <Watching classSession={data} onOver={setOutcome} />;
}

function Ended({ name, id }: { readonly name: string; readonly id: number }) {
  return (
    <Page title={name}>
      <div role="status">
        <EmptyState
          icon={mdiGoogleClassroom}
          title={text.watch.endedTitle(name)}
          hint={text.watch.endedHint}
          action={
            <Button component={Link} to={`/class-sessions/${id}`} variant="contained">
              {text.watch.openClass}
            </Button>
          }
        />
      </div>
    </Page>
  );
}

function Missing() {
  return (
    <Page title={text.watch.open}>
      <div role="alert">
        <EmptyState
          icon={mdiMapMarkerQuestionOutline}
          title={text.watch.missingTitle}
          hint={text.watch.missingHint}
          action={
            <Button component={Link} to="/class-sessions" variant="outlined">
              {text.watch.toClasses}
            </Button>
          }
        />
      </div>
    </Page>
  );
}
