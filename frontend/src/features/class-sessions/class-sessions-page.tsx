import { mdiCompareHorizontal, mdiGoogleClassroom } from "@mdi/js";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { classSessionsQuery } from "@/lib/api/class-sessions";
import { text } from "@/text";

import { ClassSessionList } from "./class-session-list";
import { CompareBar } from "./compare/compare-bar";
import { picking, type Pair } from "./compare/pair";
import { ListFilters } from "./list-filters";
import { WHOLE_LIST, type ListSearch } from "./list-search";

const PAGE_SIZE = 25;

const route = getRouteApi("/class-sessions");

/** The classes that were held, newest first. */
export function ClassSessionsPage() {
  const { compare } = route.useSearch();
  const [picked, setPicked] = useState<Pair | null>(compare === undefined ? null : [compare]);
  const begin = picked === null && (
    <Button
      variant="outlined"
      color="inherit"
      startIcon={<Icon path={mdiCompareHorizontal} />}
      onClick={() => setPicked([])}
    >
      {text.comparison.compare}
    </Button>
  );
  return (
    <Page title={text.classSessions.title} actions={begin}>
      <ClassSessions picked={picked} onPicked={setPicked} />
      {picked !== null && <CompareBar picked={picked} onStop={() => setPicked(null)} />}
    </Page>
  );
}

interface ClassSessionsProps {
  readonly picked: Pair | null;
  readonly onPicked: (picked: Pair) => void;
}

function ClassSessions({ picked, onPicked }: ClassSessionsProps) {
  const wanted = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch } = useQuery(classSessionsQuery(asked(wanted)));
  const isNarrowed =
    wanted.search !== "" || wanted.state !== "all" || wanted.environment !== undefined;

  function show(change: Partial<ListSearch>, replace: boolean): void {
    // On top of a change that is still on its way to the address.
    void navigate({ search: (before) => ({ ...before, page: 1, ...change }), replace });
  }

  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (data.total === 0 && !isNarrowed) return <NoClasses />;
  return (
    <>
      <ListFilters
        wanted={wanted}
        total={data.total}
        onChange={(change) => show(change, change.search !== undefined)}
      />
      <Card>
        {data.total === 0 ? (
          <NoMatch onShowAll={() => void navigate({ search: { ...WHOLE_LIST } })} />
        ) : (
          <ClassSessionList
            classSessions={data.items}
            picked={picked}
            onPick={(id) => onPicked(picking(picked ?? [], id))}
          />
        )}
      </Card>
      <Pager
        page={wanted.page}
        pageSize={PAGE_SIZE}
        total={data.total}
        onPage={(page) => show({ page }, false)}
      />
    </>
  );
}

function asked({ page, search, state, environment }: ListSearch) {
  return {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    search,
    running: state === "all" ? null : state === "running",
    environment: environment ?? null,
  };
}

function NoClasses() {
  return (
    <Card>
      <EmptyState
        icon={mdiGoogleClassroom}
        title={text.classSessions.empty}
        hint={text.classSessions.emptyHint}
        action={
          <Button component={Link} to="/" variant="contained">
            {text.classSessions.toLive}
          </Button>
        }
      />
    </Card>
  );
}

function NoMatch({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <EmptyState
      icon={mdiGoogleClassroom}
      title={text.classSessions.noMatch}
      hint={text.classSessions.noMatchHint}
      action={
        <Button variant="outlined" onClick={onShowAll}>
          {text.classSessions.showAll}
        </Button>
      }
    />
  );
}
