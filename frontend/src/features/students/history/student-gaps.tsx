import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MuiLink from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";

import { ProblemState } from "@/components/problem-state";
import type { Schemas } from "@/lib/api/client";
import { studentGapsQuery } from "@/lib/api/student-page";
import type { TimeRange } from "@/lib/history/range";
import { duration, momentRange } from "@/lib/time";
import { useLastAnswer } from "@/lib/use-last-answer";
import { text } from "@/text";

import { StaleAlert } from "./stale-alert";

const SHOWN_AT_FIRST = 5;
const MOST_SHOWN = 100;

interface StudentGapsProps {
  readonly studentId: number;
  readonly range: TimeRange;
  /** The choice that the range is of: what was read of it stays while it cannot be renewed. */
  readonly of: string;
  /** Whether the history above says already that it could not be renewed. */
  readonly isSaidStale: boolean;
}

/** When the student was not seen, and what is known of why. */
export function StudentGaps({ studentId, range, of, isSaidStale }: StudentGapsProps) {
  const query = useQuery(studentGapsQuery(studentId, range, MOST_SHOWN));
  const { data, error } = useLastAnswer(query, of);
  const refetch = () => void query.refetch();
  return (
    <section aria-labelledby="gaps-title" data-testid="gaps">
      <Typography variant="h3" id="gaps-title">
        {text.student.gaps.title}
      </Typography>
      {data !== undefined && error !== null && !isSaidStale && <StaleAlert onRetry={refetch} />}
      {data !== undefined && <Gaps gaps={data} />}
      {data === undefined && error !== null && <ProblemState error={error} onRetry={refetch} />}
      {data === undefined && error === null && (
        <Skeleton height={120} role="status" aria-label={text.loading} />
      )}
    </section>
  );
}

function Gaps({ gaps: found }: { readonly gaps: Schemas["HistoryGaps"] }) {
  const words = text.student.gaps;
  const [isOpen, setOpen] = useState(false);
  const shortest = duration(found.min_seconds);
  const shown = isOpen ? found.gaps : found.gaps.slice(0, SHOWN_AT_FIRST);
  const missing = found.total - found.gaps.length;
  if (found.total === 0) return <Note>{words.none(shortest)}</Note>;
  return (
    <>
      <Note>
        {words.count(found.total, shortest)}. {words.note}
      </Note>
      <Box component="ul" sx={{ listStyle: "none", margin: 0, marginTop: 1, padding: 0 }}>
        {shown.map((gap) => (
          <GapRow key={gap.start} gap={gap} />
        ))}
      </Box>
      {isOpen && missing > 0 && <Note>{words.andMore(missing)}</Note>}
      {found.gaps.length > SHOWN_AT_FIRST && (
        <Button size="small" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? words.showFewer : words.showAll}
        </Button>
      )}
    </>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <Typography variant="body2" sx={{ color: "text.secondary" }}>
      {children}
    </Typography>
  );
}

function GapRow({ gap }: { readonly gap: Schemas["HistoryGap"] }) {
  const { start, end, seconds, reason, class_session: classSession } = gap;
  return (
    <Box
      component="li"
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "1fr auto", sm: "290px 90px 1fr" },
        columnGap: 2,
        paddingBlock: 0.75,
        borderTop: 1,
        borderColor: "divider",
        fontSize: "0.875rem",
      }}
    >
      <span>{momentRange(start, end)}</span>
      <Box component="span" sx={{ textAlign: "right", whiteSpace: "nowrap" }}>
        {duration(seconds)}
      </Box>
      <Box
        component="span"
        sx={{ gridColumn: { xs: "1 / -1", sm: "auto" }, color: "text.secondary" }}
      >
        {text.student.gaps.reasons[reason]}
        {classSession !== null && (
          <>
            {" · "}
            <MuiLink component={Link} to={`/class-sessions/${classSession.id}`} color="inherit">
              {classSession.name}
            </MuiLink>
          </>
        )}
      </Box>
    </Box>
  );
}
