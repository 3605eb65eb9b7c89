import { mdiArrowLeft } from "@mdi/js";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { Icon } from "@/components/icon";
import { NamesCover } from "@/components/names-cover";
import { Page } from "@/components/page";
import { text } from "@/text";

import { forgetJournal, readJournal, writeJournal, type Journal } from "./import-journal";
import { hasLocks, watchImport } from "./import-lock";
import { LastImport, RunningElsewhere, UndoReport } from "./last-import";
import { PlanPanel } from "./plan-panel";
import { RunGuard } from "./run-guard";
import { RunView } from "./run-view";
import { SourcePicker } from "./source-picker";
import { UndoDialog } from "./undo-dialog";
import { leftToUndo, type Undone } from "./undo-import";
import { useImport } from "./use-import";
import { useSources } from "./use-sources";

/** Many students at once: choose, look at what will happen, import, read the report. */
export function ImportPage() {
  const chosen = useSources();
  const { run, journal: journalOfRun, start, forget } = useImport();
  const [journal, setJournal] = useState(readJournal);
  const [undoing, setUndoing] = useState<Journal | null>(null);
  const [undone, setUndone] = useState<readonly Undone[] | null>(null);

  const [isRunning, setIsRunning] = useState(hasLocks() ? null : false);

  useEffect(() => {
    const leaving = new AbortController();
    const change = (isRunningNow: boolean): void => {
      setIsRunning(isRunningNow);
      setJournal(readJournal());
    };
    void watchImport(change, leaving.signal);
    return () => leaving.abort();
  }, []);

  const settle = (): void => {
    forgetJournal();
    setJournal(null);
  };
  const again = (): void => {
    settle();
    forget();
    chosen.clear();
  };
  const finishUndo = (of: Journal, results: readonly Undone[]): void => {
    setUndoing(null);
    setUndone(results);
    again();
    const traces = leftToUndo(results);
    if (traces.length === 0) return;
    const left = { ...of, traces, isPartlyUndone: true };
    writeJournal(left);
    setJournal(left);
  };
  return (
    <Page title={text.import.title} leading={<BackToStudents />}>
      <NamesCover hint={text.presenter.importHint}>
        <Box sx={{ display: "grid", gap: 2.5 }}>
          {undone !== null && <UndoReport undone={undone} onClose={() => setUndone(null)} />}
          {run === null && isRunning === true && <RunningElsewhere />}
          {run === null && isRunning !== true && (
            <>
              {journal !== null && isRunning === false && (
                <LastImport
                  journal={journal}
                  onUndo={() => setUndoing(journal)}
                  onDismiss={settle}
                />
              )}
              <SourcePicker chosen={chosen} />
              <PlanPanel
                sources={chosen.sources}
                onStart={(what) => {
                  setUndone(null);
                  setJournal(null);
                  start(what);
                }}
              />
            </>
          )}
          {run !== null && (
            <RunView
              run={run}
              ignored={chosen.sources.ignored}
              onUndo={() => setUndoing(journalOfRun())}
              onAgain={again}
            />
          )}
        </Box>
      </NamesCover>
      {run !== null && <RunGuard run={run} />}
      {undoing !== null && (
        <UndoDialog
          traces={undoing.traces}
          onClose={() => setUndoing(null)}
          onDone={(results) => finishUndo(undoing, results)}
        />
      )}
    </Page>
  );
}

function BackToStudents() {
  return (
    <IconButton component={Link} to="/students" edge="start" aria-label={text.import.back}>
      <Icon path={mdiArrowLeft} />
    </IconButton>
  );
}
