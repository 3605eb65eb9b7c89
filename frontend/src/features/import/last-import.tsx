import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";

import { dayAndClock } from "@/lib/time";
import { text } from "@/text";

import type { Journal } from "./import-journal";
import type { Undone } from "./undo-import";

interface LastImportProps {
  readonly journal: Journal;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

/** What an import did that was left before its report was read, perhaps by a closed tab. */
export function LastImport({ journal, onUndo, onDismiss }: LastImportProps) {
  const { startedAt, traces, isPartlyUndone = false } = journal;
  const isWhole = journal.finished === journal.students && !isPartlyUndone;
  return (
    <Alert severity={isWhole ? "info" : "warning"} data-testid="last-import">
      <AlertTitle>{text.import.lastTitle(dayAndClock(startedAt))}</AlertTitle>
      {isPartlyUndone ? (
        <div>{text.import.lastPartlyUndone(traces.length)}</div>
      ) : (
        <WhatItDid journal={journal} />
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, marginTop: 1 }}>
        <Button size="small" color="inherit" variant="outlined" onClick={onDismiss}>
          {text.import.dismiss}
        </Button>
        {traces.length > 0 && (
          <Button size="small" color="inherit" onClick={onUndo}>
            {text.import.undo}
          </Button>
        )}
      </Box>
    </Alert>
  );
}

/** In place of what it did until now: there is nothing to undo before it is over. */
export function RunningElsewhere() {
  return (
    <Alert severity="info" role="status">
      <AlertTitle>{text.import.elsewhereTitle}</AlertTitle>
      {text.import.elsewhere}
    </Alert>
  );
}

function WhatItDid({ journal }: Pick<LastImportProps, "journal">) {
  const { students, finished, accepted, rejected, traces } = journal;
  const created = traces.filter(({ isNew }) => isNew).length;
  return (
    <>
      <div>
        {finished === students
          ? text.import.lastFinished(students)
          : text.import.lastInterrupted(finished, students)}
      </div>
      <div>
        {[text.import.createdCount(created), text.import.tally(accepted, rejected)].join(" · ")}
      </div>
    </>
  );
}

interface UndoReportProps {
  readonly undone: readonly Undone[];
  readonly onClose: () => void;
}

/** What was taken back, and what was kept and why. */
export function UndoReport({ undone, onClose }: UndoReportProps) {
  const count = (status: Undone["status"]): number =>
    undone.filter((one) => one.status === status).length;
  const [removed, emptied, gone] = [count("removed"), count("emptied"), count("gone")];
  const lines = [
    ...(removed > 0 ? [text.import.undoneRemoved(removed)] : []),
    ...(emptied > 0 ? [text.import.undoneEmptied(emptied)] : []),
    ...(gone > 0 ? [text.import.undoneGone(gone)] : []),
    ...undone.flatMap((one) =>
      one.status === "kept" ? [text.import.undoneKept[one.why](one.name)] : [],
    ),
    ...[...failures(undone)].map(([detail, failed]) => text.import.undoneFailed(failed, detail)),
  ];
  const isWhole = count("kept") + count("failed") === 0;
  return (
    <Alert severity={isWhole ? "success" : "warning"} onClose={onClose} role="status">
      <AlertTitle>{isWhole ? text.import.undoneTitle : text.import.undonePartlyTitle}</AlertTitle>
      {lines.map((line, index) => (
        <div key={`${index} ${line}`}>{line}</div>
      ))}
    </Alert>
  );
}

/** How many failed, by why. */
function failures(undone: readonly Undone[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of undone) {
    if (one.status === "failed") counts.set(one.detail, (counts.get(one.detail) ?? 0) + 1);
  }
  return counts;
}
