import { mdiCheckCircle, mdiDownload, mdiPause, mdiPlay, mdiStop, mdiUndo } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { STUDENTS_KEY } from "@/lib/api/students";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { writeCsv } from "./csv";
import { saveText } from "./save-text";
import { tracesOf } from "./import-journal";
import { lookAlikesOf, tallyOf, type ImportTally, type StudentOutcome } from "./import-outcome";
import { reportRows } from "./import-report";
import { isOver, type ImportRun, type RunState } from "./import-run";
import { OutcomeList } from "./outcome-list";
import type { Ignored } from "./source-files";

interface RunViewProps {
  readonly run: ImportRun;
  readonly ignored: readonly Ignored[];
  readonly onUndo: () => void;
  readonly onAgain: () => void;
}

/** An import under way, and its report when it is through. */
export function RunView({ run, ignored, onUndo, onAgain }: RunViewProps) {
  const state = useStore(run.state);
  const queries = useQueryClient();
  const tally = tallyOf(state.students);
  const isThrough = isOver(state.phase);

  const confirmTwo = async (student: StudentOutcome): Promise<void> => {
    await run.confirmLookAlikes(student.key, lookAlikesOf(student));
    await queries.invalidateQueries({ queryKey: STUDENTS_KEY });
  };

  return (
    <Box sx={{ display: "grid", gap: 2 }} data-testid="import-run" data-phase={state.phase}>
      <Card sx={{ padding: { xs: 2, sm: 2.5 }, display: "grid", gap: 1.5 }}>
        {isThrough ? (
          <Summary phase={state.phase} tally={tally} />
        ) : (
          <Progress state={state} tally={tally} />
        )}
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          {isThrough ? (
            <ReportActions
              onDownload={() =>
                saveText(text.import.reportName, writeCsv(reportRows(state.students, ignored)))
              }
              onUndo={tracesOf(state.students).length > 0 ? onUndo : null}
              onAgain={onAgain}
            />
          ) : (
            <RunActions run={run} phase={state.phase} />
          )}
        </Box>
      </Card>
      <Box>
        <OutcomeList
          students={state.students}
          onTwoPeople={isThrough ? (student) => void confirmTwo(student) : null}
        />
      </Box>
    </Box>
  );
}

interface TallyProps {
  readonly tally: ImportTally;
}

function Progress({ state, tally }: TallyProps & { readonly state: RunState }) {
  const { phase, isOffline } = state;
  const done = text.import.progressText(tally.finished, tally.students);
  return (
    <>
      <Typography variant="h2">{text.import.runTitle}</Typography>
      <LinearProgress
        variant="determinate"
        value={100 * tally.progress}
        aria-label={text.import.progress}
        aria-valuetext={done}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {[done, text.import.tally(tally.accepted, tally.rejected)].join(" · ")}
      </Typography>
      <Box role="status">
        {phase === "stopping" && <Typography variant="body2">{text.import.stopping}</Typography>}
        {phase === "paused" && !isOffline && (
          <Typography variant="body2">{text.import.pausing}</Typography>
        )}
        {isOffline && <Alert severity="warning">{text.import.offline}</Alert>}
      </Box>
    </>
  );
}

function RunActions({
  run,
  phase,
}: {
  readonly run: ImportRun;
  readonly phase: RunState["phase"];
}) {
  return (
    <>
      {phase === "paused" ? (
        <Button
          variant="contained"
          startIcon={<Icon path={mdiPlay} />}
          onClick={() => run.resume()}
        >
          {text.import.resume}
        </Button>
      ) : (
        <Button
          variant="outlined"
          startIcon={<Icon path={mdiPause} />}
          disabled={phase !== "running"}
          onClick={() => run.pause()}
        >
          {text.import.pause}
        </Button>
      )}
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiStop} />}
        disabled={phase === "stopping"}
        onClick={() => run.stop()}
      >
        {text.import.stop}
      </Button>
    </>
  );
}

function Summary({ phase, tally }: TallyProps & { readonly phase: RunState["phase"] }) {
  const { created, filled, accepted, rejected, unsent, failed } = tally;
  const parts = [
    text.import.createdCount(created),
    ...(filled > 0 ? [text.import.filledCount(filled)] : []),
    text.import.acceptedCount(accepted),
    ...(rejected > 0 ? [text.import.rejectedCount(rejected)] : []),
    ...(unsent > 0 ? [text.import.unsentCount(unsent)] : []),
    ...(failed > 0 ? [text.import.failedCount(failed)] : []),
  ];
  const isWell = phase === "finished" && failed === 0 && unsent === 0;
  return (
    <Box role="status" data-testid="import-summary">
      <Typography variant="h2" sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        {isWell && <Icon path={mdiCheckCircle} sx={{ color: "success.main" }} />}
        {phase === "finished" ? text.import.finished : text.import.stopped}
      </Typography>
      <Typography variant="body2" sx={{ color: "text.secondary", marginTop: 0.5 }}>
        {parts.join(" · ")}
      </Typography>
    </Box>
  );
}

interface ReportActionsProps {
  readonly onDownload: () => void;
  /** Null where nothing was done. */
  readonly onUndo: (() => void) | null;
  readonly onAgain: () => void;
}

function ReportActions({ onDownload, onUndo, onAgain }: ReportActionsProps) {
  return (
    <>
      <Button variant="contained" component={Link} to="/students">
        {text.import.toStudents}
      </Button>
      <Button variant="outlined" startIcon={<Icon path={mdiDownload} />} onClick={onDownload}>
        {text.import.download}
      </Button>
      <Button variant="outlined" color="inherit" onClick={onAgain}>
        {text.import.again}
      </Button>
      {onUndo !== null && (
        <Button color="error" startIcon={<Icon path={mdiUndo} />} onClick={onUndo}>
          {text.import.undo}
        </Button>
      )}
    </>
  );
}
