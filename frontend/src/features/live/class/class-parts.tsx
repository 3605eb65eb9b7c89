import { mdiAccountGroupOutline, mdiAccountPlusOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { ClassMood } from "@/components/class-now/class-mood";
import { ClassRoster } from "@/components/class-now/class-roster";
import { EmptyState } from "@/components/empty-state";
import type { LiveController } from "@/features/live/live-controller";
import { aboutQuery } from "@/lib/api/about";
import { studentsQuery } from "@/lib/api/students";
import { EMOTION_LABELS } from "@/lib/class-now/labels";
import { useRecentHistory } from "@/lib/class-now/use-recent-history";
import { useStore } from "@/lib/store";
import { text } from "@/text";

interface ClassPartsProps {
  readonly controller: LiveController;
}

const PART = { display: "flex", flexDirection: "column", minWidth: 0, minHeight: 0 } as const;
const MOOD_HEIGHT = "clamp(52px, 8dvh, 84px)";

/** The class around the pictures: its mood, and who is here. */
export function ClassParts({ controller }: ClassPartsProps) {
  const { classNow } = controller;
  const classSession = useStore(controller.classSession);
  const connection = useStore(controller.connection.state);
  const occasion = connection.phase === "open" ? connection.ready.connection_id : "";
  const { data: about } = useQuery(aboutQuery);
  const labels = EMOTION_LABELS[classSession?.emotionSet ?? about?.emotion_set ?? "wellbeing"];
  useRecentHistory(classNow, classSession?.id ?? null, occasion);
  return (
    <>
      <Box sx={{ ...PART, gridArea: "mood" }}>
        <ClassMood classNow={classNow} labels={labels} chartHeight={MOOD_HEIGHT} />
      </Box>
      <Box sx={{ ...PART, gridArea: "roster" }}>
        <ClassRoster
          classNow={classNow}
          labels={labels}
          classSessionId={classSession?.id ?? null}
          empty={<Nobody controller={controller} />}
        />
      </Box>
    </>
  );
}

/** Of those who are enrolled only the number is wanted. */
const ENROLLED = studentsQuery({ search: "", limit: 1, offset: 0, needsEnrollment: false });
/** So often it is looked whether somebody is enrolled by now: it may be done elsewhere. */
const RENEWED_EVERY_MS = 15_000;

/** Why the roster is empty, and what to do about it. */
function Nobody({ controller }: ClassPartsProps) {
  const connection = useStore(controller.connection.state);
  const isOpen = connection.phase === "open";
  const { data: enrolled } = useQuery({
    ...ENROLLED,
    enabled: isOpen,
    refetchInterval: RENEWED_EVERY_MS,
  });
  if (!isOpen) {
    return <EmptyState icon={mdiAccountGroupOutline} title={text.roster.off} />;
  }
  if ((enrolled?.total ?? connection.ready.students) > 0) {
    return (
      <EmptyState
        icon={mdiAccountGroupOutline}
        title={text.roster.empty}
        hint={text.roster.emptyHint}
      />
    );
  }
  return (
    <EmptyState
      icon={mdiAccountPlusOutline}
      title={text.roster.noneEnrolled}
      hint={text.roster.noneEnrolledHint}
      action={
        <Button component={Link} to="/students" variant="outlined">
          {text.roster.addStudent}
        </Button>
      }
    />
  );
}
