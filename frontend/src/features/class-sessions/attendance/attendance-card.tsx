import { mdiAccountGroupOutline, mdiEyeOffOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { ListSkeleton } from "@/components/list-skeleton";
import { ProblemState } from "@/components/problem-state";
import { attendanceQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { usePresenterMode } from "@/lib/presenter-mode";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { AttendanceRow } from "./attendance-row";
import { CorrectionDialog } from "./correction-dialog";
import { MarkAbsentButton } from "./mark-absent-button";
import { RollDialog } from "./roll-dialog";
import { RollFilters } from "./roll-filters";
import { rollView, statusCounts, type RollFilter } from "./roll-view";
import type { Entry } from "./statuses";
import { useRowFocus } from "./use-row-focus";

interface AttendanceCardProps {
  readonly classSessionId: number;
  readonly renewMs: number | false;
}

/** Who was there: what the cameras saw, what the teacher corrected, and who was not seen. */
export function AttendanceCard({ classSessionId, renewMs }: AttendanceCardProps) {
  const query = useQuery({ ...attendanceQuery(classSessionId), refetchInterval: renewMs });
  const { data, error, refetch } = query;
  if (data === undefined) {
    return error === null ? (
      <ListSkeleton />
    ) : (
      <Card>
        <ProblemState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  return (
    <Card component="section" aria-labelledby="attendance-title">
      <Header attendance={data} />
      <Roll attendance={data} />
    </Card>
  );
}

function Header({ attendance }: { readonly attendance: Schemas["Attendance"] }) {
  const { students, roll } = attendance;
  const [isChoosing, setIsChoosing] = useState(false);
  const isHidden = usePresenterMode();
  const expected = students.filter((entry) => entry.expected).length;
  const counts = statusCounts(students).map(([status, count]) =>
    text.attendance.counts[status](count),
  );
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        padding: { xs: 2, md: 2.5 },
        paddingBottom: { xs: 1.5, md: 1.5 },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Typography variant="h2" id="attendance-title">
          {text.attendance.title}
        </Typography>
        <Typography variant="body2" role="status" sx={{ color: "text.secondary" }}>
          {counts.join(" · ")}
        </Typography>
      </Box>
      {students.length > 0 && !isHidden && (
        <Button variant="outlined" color="inherit" onClick={() => setIsChoosing(true)}>
          {roll === "list" ? text.attendance.rollList(expected) : text.attendance.rollEveryone}
        </Button>
      )}
      {isChoosing && <RollDialog attendance={attendance} onClose={() => setIsChoosing(false)} />}
    </Box>
  );
}

function Roll({ attendance }: { readonly attendance: Schemas["Attendance"] }) {
  const [filter, setFilter] = useState<RollFilter>("all");
  const [search, setSearch] = useState("");
  const { students } = attendance;
  if (usePresenterMode()) {
    return (
      <EmptyState
        icon={mdiEyeOffOutline}
        title={text.attendance.hidden}
        hint={text.attendance.hiddenHint}
      />
    );
  }
  if (students.length === 0) {
    return (
      <EmptyState
        icon={mdiAccountGroupOutline}
        title={text.attendance.empty}
        hint={text.attendance.emptyHint}
      />
    );
  }
  return (
    <>
      <RollFilters
        entries={students}
        filter={filter}
        search={search}
        onFilter={setFilter}
        onSearch={setSearch}
      />
      <Rows attendance={attendance} shown={rollView(students, filter, search)} />
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          gap: 1.5,
          borderTop: 1,
          borderColor: "divider",
          padding: { xs: 2, md: 2.5 },
          paddingBlock: { xs: 2, md: 2 },
        }}
      >
        <Typography
          variant="body2"
          sx={{ flex: 1, minWidth: 200, fontSize: "0.8125rem", color: "text.secondary" }}
        >
          {text.attendance.spansHint}
        </Typography>
        <MarkAbsentButton attendance={attendance} />
      </Box>
    </>
  );
}

interface RowsProps {
  readonly attendance: Schemas["Attendance"];
  readonly shown: readonly Entry[];
}

/** The rows, and the dialog of one of them, which stays when its row is not shown any more. */
function Rows({ attendance, shown }: RowsProps) {
  const [chosen, setChosen] = useState<Entry | null>(null);
  const { students, class_session_id: id } = attendance;
  // As it is by now: somebody else may correct it meanwhile.
  const correcting = students.find((entry) => entry.student_id === chosen?.student_id) ?? chosen;
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState icon={mdiAccountGroupOutline} title={text.attendance.noMatch} />
      ) : (
        <Table attendance={attendance} shown={shown} onCorrect={setChosen} />
      )}
      {correcting !== null && (
        <CorrectionDialog classSessionId={id} entry={correcting} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

interface TableProps extends RowsProps {
  readonly onCorrect: (entry: Entry) => void;
}

function Table({ attendance, shown, onCorrect }: TableProps) {
  const focus = useRowFocus(shown);
  const nowMs = useNow(30_000);
  const { started_at: startedAt, ended_at: endedAt } = attendance;
  const startMs = Date.parse(startedAt);
  const endMs = endedAt === null ? nowMs : Date.parse(endedAt);
  return (
    <Box role="table" aria-label={text.attendance.title} data-testid="attendance" {...focus}>
      {shown.map((entry) => (
        <AttendanceRow
          key={entry.student_id}
          entry={entry}
          startMs={startMs}
          endMs={endMs}
          onCorrect={onCorrect}
        />
      ))}
    </Box>
  );
}
