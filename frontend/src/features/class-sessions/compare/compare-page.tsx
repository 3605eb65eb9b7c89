import { mdiArrowLeft, mdiCompareHorizontal, mdiSwapHorizontal } from "@mdi/js";
import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import IconButton from "@mui/material/IconButton";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/button-link";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemState } from "@/components/problem-state";
import { classSessionQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { CompareAttendance } from "./compare-attendance";
import { CompareEmotions } from "./compare-emotions";
import { CompareHeads } from "./compare-heads";

const route = getRouteApi("/class-sessions/compare");

/** Two classes side by side, laid over each other by the minutes since their start. */
export function ComparePage() {
  const { a, b } = route.useSearch();
  if (a === undefined || b === undefined || a === b) {
    return (
      <Page title={text.comparison.title} leading={<BackButton />}>
        <NotTwo isSame={a !== undefined && a === b} />
      </Page>
    );
  }
  return <Compared firstId={a} secondId={b} />;
}

interface ComparedProps {
  readonly firstId: number;
  readonly secondId: number;
}

function Compared({ firstId, secondId }: ComparedProps) {
  const first = useQuery(classSessionQuery(firstId));
  const second = useQuery(classSessionQuery(secondId));
  return (
    <Page
      title={text.comparison.title}
      leading={<BackButton />}
      actions={<Actions firstId={firstId} secondId={secondId} />}
    >
      <Loaded first={first} second={second}>
        {(one, other) => (
          <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
            <CompareHeads first={one} second={other} />
            <CompareEmotions first={one} second={other} />
            <CompareAttendance first={one} second={other} />
          </Box>
        )}
      </Loaded>
    </Page>
  );
}

type ClassSession = Schemas["ClassSession"];

interface LoadedProps {
  readonly first: UseQueryResult<ClassSession>;
  readonly second: UseQueryResult<ClassSession>;
  readonly children: (first: ClassSession, second: ClassSession) => ReactNode;
}

function Loaded({ first, second, children }: LoadedProps) {
  if (first.data !== undefined && second.data !== undefined) {
    return children(first.data, second.data);
  }
  const error = first.error ?? second.error;
  if (error === null) return <ListSkeleton />;
  return (
    <Card>
      <ProblemState
        error={error}
        onRetry={() => {
          void first.refetch();
          void second.refetch();
        }}
      />
    </Card>
  );
}

function Actions({ firstId, secondId }: ComparedProps) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <ButtonLink
        to="/class-sessions/compare"
        search={{ a: secondId, b: firstId }}
        replace
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiSwapHorizontal} />}
      >
        {text.comparison.swap}
      </ButtonLink>
      <ButtonLink
        to="/class-sessions"
        search={{ compare: firstId }}
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiCompareHorizontal} />}
      >
        {text.comparison.chooseOthers}
      </ButtonLink>
    </Box>
  );
}

function NotTwo({ isSame }: { readonly isSame: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={mdiCompareHorizontal}
        title={isSame ? text.comparison.same : text.comparison.chooseTitle}
        hint={text.comparison.chooseHint}
        action={
          <ButtonLink to="/class-sessions" variant="contained">
            {text.comparison.toList}
          </ButtonLink>
        }
      />
    </Card>
  );
}

function BackButton() {
  return (
    <IconButton component={Link} to="/class-sessions" edge="start" aria-label={text.back}>
      <Icon path={mdiArrowLeft} />
    </IconButton>
  );
}
