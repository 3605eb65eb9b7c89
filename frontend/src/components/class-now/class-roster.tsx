import { mdiCardAccountDetailsOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { Icon } from "@/components/icon";
import { SearchField } from "@/components/search-field";
import { attendanceQuery } from "@/lib/api/class-sessions";
import type { ClassNow } from "@/lib/class-now/class-now";
import { useClock } from "@/lib/class-now/clock";
import { rollOf, type ExpectedStudent } from "@/lib/class-now/expected";
import { AWAY_AFTER_MS, EMPTY_ROSTER, withNames, type Roster } from "@/lib/class-now/roster";
import { rosterCounts, rosterView, type RosterCounts } from "@/lib/class-now/roster-view";
import { usePresenterMode } from "@/lib/presenter-mode";
import { serverClock } from "@/lib/server-clock";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { PresenceAnnouncer } from "./presence-announcer";
import { RosterList } from "./roster-list";
import { RosterTiles } from "./roster-tiles";

/** So often it is looked who belongs to the class: the list may be changed elsewhere. */
const RENEWED_EVERY_MS = 30_000;

interface ClassRosterProps {
  readonly classNow: ClassNow;
  /** The emotions that are shown, from the bottom of a trend to its top. */
  readonly labels: readonly string[];
  /** The class that runs, or null: without one nobody can be missing. */
  readonly classSessionId: number | null;
  /** Stands in for the roster while nobody has been seen. */
  readonly empty: ReactNode;
}

/** Who is in the picture, who was and who has not been yet, and how they look. */
export function ClassRoster({ classNow, labels, classSessionId, empty }: ClassRosterProps) {
  const { roster, students, isUnknown } = useRoll(classSessionId, useStore(classNow.roster));
  const [search, setSearch] = useState("");
  const namesHidden = usePresenterMode();
  const nowMs = useClock();
  const all = rosterView(roster, students, "");
  const counts = rosterCounts(all, nowMs);
  const someone = roster.entries.size + counts.notSeen > 0;
  return (
    <Card
      component="section"
      aria-labelledby="roster-title"
      sx={{ display: "flex", flexDirection: "column", minHeight: 0, flex: { md: 1 } }}
    >
      <Box sx={{ padding: 2, paddingBottom: 1 }}>
        <Typography variant="h2" id="roster-title">
          {text.roster.title}
        </Typography>
        {someone && !namesHidden && <Counts counts={counts} />}
        {someone && !namesHidden && (
          <Box sx={{ marginTop: 1.5 }}>
            <SearchField label={text.roster.search} value={search} onChange={setSearch} />
          </Box>
        )}
      </Box>
      {!someone && empty}
      {someone && namesHidden && <RosterTiles counts={counts} inClass={classSessionId !== null} />}
      {someone && !namesHidden && (
        <RosterList
          view={search === "" ? all : rosterView(roster, students, search)}
          search={search}
          trends={classNow.trends}
          labels={labels}
          nowMs={nowMs}
        />
      )}
      <Notes
        roster={nowMs - roster.atMs < AWAY_AFTER_MS ? roster : EMPTY_ROSTER}
        namesHidden={namesHidden}
        notSeenFailed={isUnknown}
      />
      <PresenceAnnouncer roster={roster} />
    </Card>
  );
}

interface RosterOfClass {
  readonly roster: Roster;
  /** Who belongs to the class and was not seen. */
  readonly students: readonly ExpectedStudent[];
  /** Whether the server could not say who belongs to the class. */
  readonly isUnknown: boolean;
}

/** What cameras saw, beside what the server knows of the class. */
function useRoll(classSessionId: number | null, roster: Roster): RosterOfClass {
  const { data, dataUpdatedAt, isError } = useQuery({
    ...attendanceQuery(classSessionId ?? 0),
    enabled: classSessionId !== null,
    select: rollOf, // rows that stay the same are not drawn anew
    refetchInterval: RENEWED_EVERY_MS,
  });
  if (classSessionId === null) return { roster, students: [], isUnknown: false };
  if (data === undefined) return { roster, students: [], isUnknown: isError };
  const { unseen: students, names } = data;
  const readAtMs = dataUpdatedAt + serverClock.aheadMs; // the roster's times are the server's
  return { roster: withNames(roster, names, readAtMs), students, isUnknown: false };
}

function Counts({ counts }: { readonly counts: RosterCounts }) {
  const parts = [
    text.roster.here(counts.here),
    ...(counts.away > 0 ? [text.roster.away(counts.away)] : []),
    ...(counts.notSeen > 0 ? [text.roster.notSeen(counts.notSeen)] : []),
  ];
  return (
    <Typography variant="body2" sx={{ color: "text.secondary" }} data-testid="roster-counts">
      {parts.join(" · ")}
    </Typography>
  );
}

interface NotesProps {
  /** Empty when what is in the picture is not known any more. */
  readonly roster: Roster;
  readonly namesHidden: boolean;
  readonly notSeenFailed: boolean;
}

function Notes({ roster: { suspects, notNamed }, namesHidden, notSeenFailed }: NotesProps) {
  return (
    <>
      {notSeenFailed && <Note>{text.roster.notSeenFailed}</Note>}
      {suspects.length > 0 && (
        <Note testId="roster-suspects" icon={mdiCardAccountDetailsOutline}>
          {namesHidden
            ? text.roster.suspectsCount(suspects.length)
            : text.roster.suspects(suspects)}
        </Note>
      )}
      {notNamed > 0 && <Note>{text.roster.notNamed(notNamed)}</Note>}
    </>
  );
}

interface NoteProps {
  readonly icon?: string;
  readonly testId?: string;
  readonly children: string;
}

/** A line below the names. */
function Note({ icon, testId, children }: NoteProps) {
  return (
    <Typography
      variant="body2"
      data-testid={testId}
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        padding: 2,
        paddingBlock: 1.25,
        borderTop: 1,
        borderColor: "divider",
        color: "text.secondary",
      }}
    >
      {icon !== undefined && <Icon path={icon} fontSize="small" sx={{ color: "warning.main" }} />}
      {children}
    </Typography>
  );
}
