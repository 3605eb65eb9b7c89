import { mdiArrowLeft, mdiDeleteOutline, mdiImagePlusOutline, mdiPencilOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";

import { Icon } from "@/components/icon";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemState } from "@/components/problem-state";
import { StudentAvatar } from "@/components/student-avatar";
import type { Schemas } from "@/lib/api/client";
import { isNotFound } from "@/lib/api/problem";
import { studentQuery } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { usePresenterMode } from "@/lib/presenter-mode";
import { useStudentNaming } from "@/lib/student-naming";
import { text } from "@/text";
import { ago } from "@/lib/time";

import { StudentAttendance } from "./attendance/student-attendance";
import { DeleteStudentDialog } from "./delete-student-dialog";
import { EnrollDialog } from "./enrollment/enroll-dialog";
import { EnrollmentChip } from "./enrollment/enrollment-chip";
import { ForgetFacesDialog } from "./enrollment/forget-faces-dialog";
import { StudentEnrollment } from "./enrollment/student-enrollment";
import { StudentHistory } from "./history/student-history";
import { StudentFormDialog } from "./student-form-dialog";

const route = getRouteApi("/students/$studentId");

/** One student: what was seen of them, and what can be done about them. */
export function StudentPage() {
  const studentId = Number(route.useParams().studentId);
  const { data, error, isPending, refetch } = useQuery(studentQuery(studentId));
  if (isPending) {
    return (
      <Page title={text.students.title} leading={<BackButton />}>
        <ListSkeleton />
      </Page>
    );
  }
  if (data === undefined || isNotFound(error)) {
    return (
      <Page title={text.students.title} leading={<BackButton />}>
        <ProblemState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return <StudentView key={data.id} student={data} />;
}

function StudentView({ student }: { readonly student: Schemas["Student"] }) {
  return (
    <Page
      title={useStudentNaming()(student)}
      leading={
        <>
          <BackButton />
          <StudentAvatar studentId={student.id} name={student.name} size={44} />
        </>
      }
      subtitle={<Facts student={student} />}
      actions={<StudentActions student={student} />}
    >
      <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
        {student.needs_enrollment && <Alert severity="warning">{enrollmentHint(student)}</Alert>}
        <StudentHistory student={student} />
        <StudentAttendance studentId={student.id} />
        <StudentEnrollment student={student} />
      </Box>
    </Page>
  );
}

/** Why the camera does not know the student, and what helps. */
function enrollmentHint(student: Schemas["Student"]): string {
  if (student.other_faces === 0) return text.students.needsEnrollmentHint;
  return student.kept_photos > 0 ? text.students.reembedHint : text.students.enrollAgainHint;
}

function BackButton() {
  return (
    <IconButton component={Link} to="/students" edge="start" aria-label={text.back}>
      <Icon path={mdiArrowLeft} />
    </IconButton>
  );
}

function Facts({ student }: { readonly student: Schemas["Student"] }) {
  const { last_seen_at: lastSeenAt } = student;
  const externalId = usePresenterMode() ? null : student.external_id;
  const seen =
    lastSeenAt === null ? text.students.neverSeen : `${text.students.lastSeen} ${ago(lastSeenAt)}`;
  return (
    <Box
      sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1.25, rowGap: 0.5 }}
    >
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {externalId === null ? seen : `${externalId} · ${seen}`}
      </Typography>
      <EnrollmentChip student={student} />
      {student.kept_photos > 0 && (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.students.keptPhotos(student.kept_photos)}
        </Typography>
      )}
    </Box>
  );
}

type OpenDialog = "enroll" | "edit" | "forget" | "delete" | null;

function StudentActions({ student }: { readonly student: Schemas["Student"] }) {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const notices = useNotices();
  const close = (): void => setDialog(null);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Button
        variant="contained"
        startIcon={<Icon path={mdiImagePlusOutline} />}
        onClick={() => setDialog("enroll")}
      >
        {text.students.enroll}
      </Button>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiPencilOutline} />}
        onClick={() => setDialog("edit")}
      >
        {text.students.rename}
      </Button>
      {student.faces + student.other_faces + student.kept_photos > 0 && (
        <Button variant="outlined" color="inherit" onClick={() => setDialog("forget")}>
          {text.students.forgetFaces}
        </Button>
      )}
      <Button
        variant="outlined"
        color="error"
        startIcon={<Icon path={mdiDeleteOutline} />}
        onClick={() => setDialog("delete")}
      >
        {text.students.delete}
      </Button>
      {dialog === "enroll" && <EnrollDialog student={student} onClose={close} />}
      {dialog === "edit" && (
        <StudentFormDialog
          student={student}
          onClose={close}
          onSaved={() => {
            close();
            notices.show(text.students.saved);
          }}
        />
      )}
      {dialog === "forget" && <ForgetFacesDialog student={student} onClose={close} />}
      {dialog === "delete" && <DeleteStudentDialog student={student} onClose={close} />}
    </Box>
  );
}
