import { mdiChevronDown } from "@mdi/js";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { Icon } from "@/components/icon";
import type { Trends } from "@/lib/class-now/class-now";
import type { ExpectedStudent } from "@/lib/class-now/expected";
import { isAway } from "@/lib/class-now/roster";
import type { RosterView } from "@/lib/class-now/roster-view";
import { STEP_MS } from "@/lib/class-now/step-series";
import { useStore, type Store } from "@/lib/store";
import { text } from "@/text";

import { emotionParts } from "./emotion-colours";
import { NotSeenRow, RosterRow } from "./roster-row";
import { ROSTER_STYLE } from "./roster-style";

/** More than these would only be in the way of those who are here. */
const OPEN_UP_TO = 8;

interface RosterListProps {
  readonly view: RosterView;
  readonly search: string;
  readonly trends: Store<Trends>;
  readonly labels: readonly string[];
  readonly nowMs: number;
}

/** The students by name: a row changes in its place, and none moves when somebody comes or goes. */
export function RosterList({ view, search, trends: store, labels, nowMs }: RosterListProps) {
  const trends = useStore(store);
  const trendEndMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
  if (view.seen.length + view.notSeen.length === 0) {
    return (
      <Typography variant="body2" sx={{ padding: 2, color: "text.secondary" }}>
        {text.roster.noMatch(search)}
      </Typography>
    );
  }
  return (
    <Box
      data-testid="roster"
      sx={[
        emotionParts,
        ROSTER_STYLE,
        { flex: 1, minHeight: { md: 160 }, overflowY: { md: "auto" }, paddingInline: 1 },
      ]}
    >
      <ul aria-labelledby="roster-title">
        {view.seen.map((entry) => {
          const away = isAway(entry, nowMs);
          return (
            <RosterRow
              key={entry.studentId}
              studentId={entry.studentId}
              name={entry.name}
              away={away}
              sinceMs={away ? entry.lastSeenMs : entry.hereSinceMs}
              emotion={away ? null : (entry.emotion?.label ?? null)}
              trend={trends.get(entry.studentId)}
              trendEndMs={trendEndMs}
              labels={labels}
            />
          );
        })}
      </ul>
      {view.notSeen.length > 0 && <NotSeen students={view.notSeen} isSearched={search !== ""} />}
    </Box>
  );
}

interface NotSeenProps {
  readonly students: readonly ExpectedStudent[];
  /** What was searched for is not hidden. */
  readonly isSearched: boolean;
}

function NotSeen({ students, isSearched }: NotSeenProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = isSearched || (chosen ?? students.length <= OPEN_UP_TO);
  return (
    <>
      <ButtonBase
        aria-expanded={isOpen}
        aria-controls="roster-not-seen"
        onClick={() => setChosen(!isOpen)}
        sx={{
          width: "100%",
          justifyContent: "space-between",
          padding: 1,
          borderRadius: 2,
          color: "text.secondary",
          font: "inherit",
          fontSize: "0.8125rem",
          fontWeight: 600,
          "&:hover": { backgroundColor: "action.hover" },
          "&:focus-visible": { outline: "2px solid", outlineColor: "primary.main" },
        }}
      >
        {text.roster.notSeenTitle(students.length)}
        <Icon
          path={mdiChevronDown}
          fontSize="small"
          sx={{ transform: isOpen ? "rotate(180deg)" : "none" }}
        />
      </ButtonBase>
      <ul id="roster-not-seen">
        {isOpen &&
          students.map((student) => <NotSeenRow key={student.studentId} student={student} />)}
      </ul>
    </>
  );
}
