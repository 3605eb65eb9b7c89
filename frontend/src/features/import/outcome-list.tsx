import { mdiAlertCircle, mdiCheckCircle, mdiClockOutline, mdiCloseCircle } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import CircularProgress from "@mui/material/CircularProgress";
import Link from "@mui/material/Link";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { Link as RouterLink } from "@tanstack/react-router";
import { useState } from "react";

import { Icon } from "@/components/icon";
import { Pager } from "@/components/pager";
import { text } from "@/text";

import { acceptedOf, lookAlikesOf, warningsOf, type StudentOutcome } from "./import-outcome";
import { linesOf, needsReading, stateOf } from "./import-report";

const PAGE_SIZE = 50;

interface OutcomeListProps {
  readonly students: readonly StudentOutcome[];
  /** Null while the import runs: nothing can be opened or sent again then. */
  readonly onTwoPeople: ((student: StudentOutcome) => void) | null;
}

/** What became of every student, with the server's own words. */
export function OutcomeList({ students, onTwoPeople }: OutcomeListProps) {
  const [filter, setFilter] = useState<"all" | "read">("all");
  const [page, setPage] = useState(1);
  const toRead = students.filter(needsReading);
  const wanted = filter === "read" && toRead.length > 0 ? toRead : students;
  const shownPage = Math.min(page, Math.max(1, Math.ceil(wanted.length / PAGE_SIZE)));
  const shown = wanted.slice((shownPage - 1) * PAGE_SIZE, shownPage * PAGE_SIZE);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={text.import.filterLabel}
        value={filter}
        onChange={(_, value: "all" | "read" | null) => {
          if (value !== null) setFilter(value);
        }}
        sx={{ marginBottom: 1.5 }}
      >
        <ToggleButton value="all">{text.import.filterAll(students.length)}</ToggleButton>
        <ToggleButton value="read" disabled={toRead.length === 0}>
          {text.import.filterProblems(toRead.length)}
        </ToggleButton>
      </ToggleButtonGroup>
      <Card>
        <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: "none" }}>
          {shown.map((student) => (
            <OutcomeRow key={student.key} student={student} onTwoPeople={onTwoPeople} />
          ))}
        </Box>
      </Card>
      <Pager page={shownPage} pageSize={PAGE_SIZE} total={wanted.length} onPage={setPage} />
    </>
  );
}

interface OutcomeRowProps {
  readonly student: StudentOutcome;
  readonly onTwoPeople: OutcomeListProps["onTwoPeople"];
}

function OutcomeRow({ student, onTwoPeople }: OutcomeRowProps) {
  const { name, photos, failure, studentId, status } = student;
  const canBeTwo = onTwoPeople !== null && status === "done" && lookAlikesOf(student).length > 0;
  return (
    <Box
      component="li"
      data-testid="imported"
      data-status={status}
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "24px minmax(0, 1fr)", sm: "24px minmax(0, 1fr) auto" },
        columnGap: 1.5,
        alignItems: "center",
        padding: 1.5,
        borderBottom: 1,
        borderColor: "divider",
        "&:last-child": { borderBottom: 0 },
      }}
    >
      <Mark student={student} />
      <Typography noWrap sx={{ fontWeight: 600 }}>
        {onTwoPeople !== null && studentId !== null ? (
          <Link
            component={RouterLink}
            to={`/students/${studentId}`}
            color="inherit"
            underline="hover"
            aria-label={text.import.open(name)}
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </Typography>
      <Typography
        variant="body2"
        sx={{ color: "text.secondary", gridColumn: { xs: 2, sm: "auto" } }}
      >
        {[stateOf(student), text.import.acceptedOf(acceptedOf(student), photos.length)].join(" · ")}
      </Typography>
      <Box sx={{ gridColumn: "2 / -1", overflowWrap: "anywhere" }}>
        {failure !== null && <Line>{failure}</Line>}
        {photos
          .filter((photo) => photo.status === "rejected" || photo.status === "failed")
          .map((photo) => (
            <Line key={photo.path} subject={photo.path}>
              {linesOf(photo).join(" ")}
            </Line>
          ))}
        {warningsOf(student).map((warning) => (
          <Line key={warning}>{warning}</Line>
        ))}
        {canBeTwo && (
          <Button size="small" onClick={() => onTwoPeople(student)}>
            {text.import.twoPeople}
          </Button>
        )}
      </Box>
    </Box>
  );
}

interface LineProps {
  readonly subject?: string;
  readonly children: string;
}

function Line({ subject, children }: LineProps) {
  return (
    <Typography variant="body2" sx={{ color: "text.secondary", marginTop: 0.5 }}>
      {subject !== undefined && (
        <Box component="span" sx={{ fontWeight: 600 }}>
          {`${subject}: `}
        </Box>
      )}
      {children}
    </Typography>
  );
}

function Mark({ student }: { readonly student: StudentOutcome }) {
  const { status, photos } = student;
  if (status === "running") return <CircularProgress size={18} aria-hidden />;
  if (status === "waiting" || status === "stopped") {
    return <Icon path={mdiClockOutline} sx={{ color: "text.secondary" }} />;
  }
  if (status === "failed") return <Icon path={mdiCloseCircle} sx={{ color: "error.main" }} />;
  const hasNone = photos.length > 0 && acceptedOf(student) === 0;
  return hasNone ? (
    <Icon path={mdiAlertCircle} sx={{ color: "warning.main" }} />
  ) : (
    <Icon path={mdiCheckCircle} sx={{ color: "success.main" }} />
  );
}
