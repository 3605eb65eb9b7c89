import { mdiAccountGroupOutline, mdiAccountPlusOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { SearchField } from "@/components/search-field";
import type { Schemas } from "@/lib/api/client";
import { studentsQuery } from "@/lib/api/students";
import { text } from "@/text";

import { EnrollDialog } from "./enroll-dialog";
import { StudentFormDialog } from "./student-form-dialog";
import { StudentList } from "./student-list";

const PAGE_SIZE = 25;

const route = getRouteApi("/students");

/** Everybody who can be recognised, and those who still need photos. */
export function StudentsPage() {
  const [isAdding, setIsAdding] = useState(false);
  const [enrolling, setEnrolling] = useState<Schemas["Student"] | null>(null);
  const add = (
    <Button
      variant="contained"
      startIcon={<Icon path={mdiAccountPlusOutline} />}
      onClick={() => setIsAdding(true)}
    >
      {text.students.add}
    </Button>
  );
  return (
    <Page title={text.students.title} actions={add}>
      <Students onAdd={() => setIsAdding(true)} />
      {isAdding && (
        <StudentFormDialog
          student={null}
          onClose={() => setIsAdding(false)}
          onSaved={(student) => {
            setIsAdding(false);
            setEnrolling(student);
          }}
        />
      )}
      {enrolling !== null && (
        <EnrollDialog student={enrolling} onClose={() => setEnrolling(null)} />
      )}
    </Page>
  );
}

function Students({ onAdd }: { readonly onAdd: () => void }) {
  const { search, page } = route.useSearch();
  const navigate = route.useNavigate();
  const offset = (page - 1) * PAGE_SIZE;
  const { data, error, isPending, refetch } = useQuery(
    studentsQuery({ search, limit: PAGE_SIZE, offset }),
  );

  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (data.total === 0 && search === "") return <NoStudents onAdd={onAdd} />;
  return (
    <>
      <Box
        sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 2, marginBottom: 1.5 }}
      >
        <Box sx={{ flex: "1 1 240px", maxWidth: 420 }}>
          <SearchField
            label={text.students.search}
            value={search}
            onChange={(wanted) =>
              void navigate({ search: { search: wanted, page: 1 }, replace: true })
            }
          />
        </Box>
        <Typography variant="body2" role="status" sx={{ color: "text.secondary" }}>
          {text.students.count(data.total)}
        </Typography>
      </Box>
      <Card>
        {data.total === 0 ? (
          <EmptyState icon={mdiAccountGroupOutline} title={text.students.noMatch(search)} />
        ) : (
          <StudentList students={data.items} />
        )}
      </Card>
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={data.total}
        onPage={(wanted) => void navigate({ search: { search, page: wanted } })}
      />
    </>
  );
}

function NoStudents({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <Card>
      <EmptyState
        icon={mdiAccountGroupOutline}
        title={text.students.empty}
        hint={text.students.emptyHint}
        action={
          <Button variant="contained" onClick={onAdd}>
            {text.students.add}
          </Button>
        }
      />
    </Card>
  );
}
