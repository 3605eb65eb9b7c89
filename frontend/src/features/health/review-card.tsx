import { mdiAccountGroupOutline, mdiCheckCircleOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MuiLink from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { EmptyState } from "@/components/empty-state";
import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { galleryQuery } from "@/lib/api/health";
import { twoDigits } from "@/lib/numbers";
import { text } from "@/text";

import { GALLERY_EVERY_MS } from "./refreshing";
import { StudentLink } from "./student-link";

/** Students whom a camera may take for each other, or cannot know well. */
export function ReviewCard() {
  const query = useQuery({ ...galleryQuery, refetchInterval: GALLERY_EVERY_MS });
  return (
    <QueryCard title={text.health.review.title} testId="review" query={query} lines={5}>
      {(gallery) =>
        hasFindings(gallery) ? <Findings gallery={gallery} /> : <Nothing {...gallery} />
      }
    </QueryCard>
  );
}

function hasFindings({ review, students_who_need_enrollment: needy }: Schemas["GalleryInfo"]) {
  return needy + review.look_alike_count + review.disagreeing_count + review.few_photos_count > 0;
}

function Nothing({ students }: Pick<Schemas["GalleryInfo"], "students">) {
  const { none, noneHint, noStudents, noStudentsHint, toStudents } = text.health.review;
  if (students > 0) return <EmptyState icon={mdiCheckCircleOutline} title={none} hint={noneHint} />;
  return (
    <EmptyState
      icon={mdiAccountGroupOutline}
      title={noStudents}
      hint={noStudentsHint}
      action={
        <Button component={Link} to="/students" variant="outlined">
          {toStudents}
        </Button>
      }
    />
  );
}

function Findings({ gallery }: { readonly gallery: Schemas["GalleryInfo"] }) {
  const words = text.health.review;
  const { review, students_who_need_enrollment: needy } = gallery;
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      {review.look_alike_count > 0 && (
        <Finding
          title={words.lookAlikes(review.look_alike_count)}
          advice={review.look_alikes[0]?.advice}
          missing={review.look_alike_count - review.look_alikes.length}
        >
          {review.look_alikes.map(({ students, similarity }) => (
            <li key={students.map(({ id }) => id).join()}>
              <Names students={students} /> ({words.similarity(twoDigits(similarity))})
            </li>
          ))}
        </Finding>
      )}
      {review.disagreeing_count > 0 && (
        <Finding
          title={words.disagreeing(review.disagreeing_count)}
          advice={review.disagreeing[0]?.advice}
          missing={review.disagreeing_count - review.disagreeing.length}
        >
          {review.disagreeing.map(({ student, agreement }) => (
            <li key={student.id}>
              <StudentLink student={student} /> ({words.agreement(twoDigits(agreement))})
            </li>
          ))}
        </Finding>
      )}
      {review.few_photos_count > 0 && (
        <Finding
          title={words.fewPhotos(review.few_photos_count)}
          advice={review.few_photos_advice ?? undefined}
          missing={review.few_photos_count - review.few_photos.length}
        >
          {review.few_photos.map((student) => (
            <li key={student.id}>
              <StudentLink student={student} />
            </li>
          ))}
        </Finding>
      )}
      {needy > 0 && (
        <Finding title={words.needPhotos(needy)} advice={words.needPhotosHint}>
          <li>
            <MuiLink component={Link} to="/students" color="inherit" sx={{ fontWeight: 600 }}>
              {words.toStudents}
            </MuiLink>
          </li>
        </Finding>
      )}
    </Box>
  );
}

function Names({ students }: { readonly students: readonly Schemas["EnrolledStudent"][] }) {
  const [first, second] = students;
  return (
    <>
      {first !== undefined && <StudentLink student={first} />} {text.health.review.and}{" "}
      {second !== undefined && <StudentLink student={second} />}
    </>
  );
}

interface FindingProps {
  readonly title: string;
  readonly advice: string | undefined;
  /** So many are counted and not listed. */
  readonly missing?: number;
  readonly children: ReactNode;
}

/** What was found, what to do about it, and the students in question. */
function Finding({ title, advice, missing = 0, children }: FindingProps) {
  return (
    <div>
      <Typography variant="h3">{title}</Typography>
      {advice !== undefined && (
        <Typography variant="body2" sx={{ color: "text.secondary", marginBlock: 0.5 }}>
          {advice}
        </Typography>
      )}
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, fontSize: "0.875rem" }}>
        {children}
        {missing > 0 && <li>{text.health.review.more(missing)}</li>}
      </Box>
    </div>
  );
}
