import { mdiGoogleClassroom } from "@mdi/js";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";

import { EmptyState } from "@/components/empty-state";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { classSessionsQuery } from "@/lib/api/class-sessions";
import { text } from "@/text";

import { ClassSessionList } from "./class-session-list";

const PAGE_SIZE = 25;

const route = getRouteApi("/class-sessions");

/** The classes that were held, newest first. */
export function ClassSessionsPage() {
  return (
    <Page title={text.classSessions.title}>
      <ClassSessions />
    </Page>
  );
}

function ClassSessions() {
  const { page } = route.useSearch();
  const navigate = route.useNavigate();
  const offset = (page - 1) * PAGE_SIZE;
  const { data, error, isPending, refetch } = useQuery(
    classSessionsQuery({ limit: PAGE_SIZE, offset }),
  );
  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (data.total === 0) {
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
  return (
    <>
      <Card>
        <ClassSessionList classSessions={data.items} />
      </Card>
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={data.total}
        onPage={(wanted) => void navigate({ search: { page: wanted } })}
      />
    </>
  );
}
