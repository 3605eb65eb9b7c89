import { mdiAccountGroupOutline, mdiAccountPlusOutline, mdiFolderUploadOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import type { Schemas } from "@/lib/api/client";
import { galleryQuery } from "@/lib/api/health";
import { studentsQuery } from "@/lib/api/students";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

import { EnrollDialog } from "./enrollment/enroll-dialog";
import { doubtsIn } from "./enrollment/enrollment-doubts";
import { ListControls } from "./list/list-controls";
import { StudentList } from "./list/student-list";
import { needsEnrollment, type StudentsSearch } from "./list/students-search";
import { StudentFormDialog } from "./student-form-dialog";

const PAGE_SIZE = 25;

const route = getRouteApi("/students");

/** Everybody who can be recognised, and those who still need photos. */
export function StudentsPage() {
  const [isAdding, setIsAdding] = useState(false);
  const [enrolling, setEnrolling] = useState<Schemas["Student"] | null>(null);
  const actions = (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <ImportLink />
      <Button
        variant="contained"
        startIcon={<Icon path={mdiAccountPlusOutline} />}
        onClick={() => setIsAdding(true)}
      >
        {text.students.add}
      </Button>
    </Box>
  );
  return (
    <Page title={text.students.title} actions={actions}>
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
  const wanted = route.useSearch();
  const navigate = route.useNavigate();
  const { search, page, order, show } = useShowable(wanted);
  useForgottenSearch(wanted);
  const { data, error, isPending, refetch } = useQuery(
    studentsQuery({
      search,
      order,
      needsEnrollment: needsEnrollment(show),
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    }),
  );
  const { data: gallery } = useQuery(galleryQuery);

  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (data.total === 0 && search === "" && show === "all") return <NoStudents onAdd={onAdd} />;
  const change = (changes: Partial<StudentsSearch>): void =>
    // On top of a change that is still on its way to the address.
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  return (
    <>
      <Box
        sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 2, marginBottom: 1.5 }}
      >
        <ListControls value={wanted} onChange={change} />
        <Typography variant="body2" role="status" sx={{ color: "text.secondary" }}>
          {text.students.count(data.total)}
        </Typography>
      </Box>
      <Card>
        {data.total === 0 ? (
          <NobodyFound value={wanted} onChange={change} />
        ) : (
          <StudentList students={data.items} doubtsOf={doubtsIn(gallery?.review)} />
        )}
      </Card>
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={data.total}
        onPage={(next) => void navigate({ search: { ...wanted, page: next } })}
      />
    </>
  );
}

/** On a screen that others see: in the order of names everybody could tell who is who. */
function useShowable(wanted: StudentsSearch): StudentsSearch {
  const isHidden = usePresenterMode();
  return isHidden ? { ...wanted, search: "", order: "newest" } : wanted;
}

/** The address bar is on the projector too, and a search is a name mostly. */
function useForgottenSearch(wanted: StudentsSearch): void {
  const isHidden = usePresenterMode();
  const navigate = route.useNavigate();
  useEffect(() => {
    if (isHidden && wanted.search !== "") {
      void navigate({ search: { ...wanted, search: "", page: 1 }, replace: true });
    }
  }, [isHidden, wanted, navigate]);
}

interface NobodyFoundProps {
  readonly value: StudentsSearch;
  readonly onChange: (changes: Partial<StudentsSearch>) => void;
}

function NobodyFound({ value: { search, show }, onChange }: NobodyFoundProps) {
  return (
    <EmptyState
      icon={mdiAccountGroupOutline}
      title={search === "" ? text.students.noneShown[show] : text.students.noMatch(search)}
      action={
        <Button variant="outlined" onClick={() => onChange({ search: "", show: "all" })}>
          {text.students.showEverybody}
        </Button>
      }
    />
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
          <Box sx={{ display: "flex", flexWrap: "wrap", justifyContent: "center", gap: 1 }}>
            <Button variant="contained" onClick={onAdd}>
              {text.students.add}
            </Button>
            <ImportLink />
          </Box>
        }
      />
    </Card>
  );
}

function ImportLink() {
  return (
    <Button
      variant="outlined"
      color="inherit"
      component={Link}
      to="/students/import"
      startIcon={<Icon path={mdiFolderUploadOutline} />}
    >
      {text.students.importClass}
    </Button>
  );
}
