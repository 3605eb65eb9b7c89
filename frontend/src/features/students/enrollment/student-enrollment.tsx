import { mdiCheckCircleOutline, mdiImageOffOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import MuiLink from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { StudentName } from "@/components/student-name";
import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { studentEnrollmentQuery } from "@/lib/api/student-page";
import { twoDigits } from "@/lib/numbers";
import { text } from "@/text";

import { EnrolledPhotos } from "./enrolled-photos";

interface StudentEnrollmentProps {
  readonly student: Schemas["Student"];
}

/** How well cameras can know the student, and what would help. */
export function StudentEnrollment({ student }: StudentEnrollmentProps) {
  const query = useQuery(studentEnrollmentQuery(student.id));
  return (
    <QueryCard
      title={text.student.enrollment.title}
      testId="student-enrollment"
      query={query}
      lines={4}
    >
      {(quality) => (
        <Box sx={{ display: "grid", gap: 1.5 }}>
          {quality.photos.length === 0 ? (
            <NoPhoto />
          ) : (
            <Enrolled studentId={student.id} quality={quality} />
          )}
          <KeptNote student={student} />
        </Box>
      )}
    </QueryCard>
  );
}

function NoPhoto() {
  const words = text.student.enrollment;
  return <EmptyState icon={mdiImageOffOutline} title={words.none} hint={words.noneHint} />;
}

interface EnrolledProps {
  readonly studentId: number;
  readonly quality: Schemas["EnrollmentQuality"];
}

function Enrolled({ studentId, quality }: EnrolledProps) {
  const words = text.student.enrollment;
  const { photos, views, enough_views: enough, warnings, look_alikes: lookAlikes } = quality;
  const odd = photos.filter(({ disagrees }) => disagrees);
  const isGood = warnings.length + lookAlikes.length + odd.length === 0;
  return (
    <>
      <Typography sx={{ fontWeight: 600 }}>
        {words.photos(photos.length)} ·{" "}
        {views < enough ? words.views(views, enough) : words.enoughViews(views)}
      </Typography>
      {isGood && (
        <Box sx={{ display: "flex", alignItems: "center", gap: 1, color: "success.main" }}>
          <Icon path={mdiCheckCircleOutline} />
          <Typography variant="body2">{words.good}</Typography>
        </Box>
      )}
      <EnrolledPhotos studentId={studentId} photos={photos} />
      {warnings.map(({ code, detail }) => (
        <Alert key={code} severity="warning">
          {detail}
        </Alert>
      ))}
      {odd.length > 0 && warnings.every(({ code }) => code !== "photos_disagree") && (
        <Alert severity="warning">{words.disagreesAdvice}</Alert>
      )}
      {lookAlikes.length > 0 && <LookAlikes quality={quality} />}
    </>
  );
}

function LookAlikes({ quality }: { readonly quality: Schemas["EnrollmentQuality"] }) {
  const words = text.student.enrollment;
  return (
    <Alert severity="warning">
      {words.lookAlikes}{" "}
      {quality.look_alikes.map(({ student, similarity }, index) => (
        <span key={student.id}>
          {index > 0 && ", "}
          <MuiLink component={Link} to={`/students/${student.id}`} color="inherit">
            <StudentName student={student} />
          </MuiLink>{" "}
          ({words.similarity(twoDigits(similarity))})
        </span>
      ))}
      . {quality.look_alike_advice}
    </Alert>
  );
}

function KeptNote({ student }: StudentEnrollmentProps) {
  const words = text.student.enrollment;
  return (
    <Typography variant="body2" sx={{ color: "text.secondary" }}>
      {student.kept_photos > 0 ? words.kept(student.kept_photos) : words.notKept}{" "}
      {student.other_faces > 0 && words.otherNetwork(student.other_faces)}
    </Typography>
  );
}
