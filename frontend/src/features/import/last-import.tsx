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
  const { startedAt, students, finished, accepted, rejected, traces } = journal;
  const created = traces.filter(({ isNew }) => isNew).length;
  const isWhole = finished === students;
  return (
    <Alert severity={isWhole ? "info" : "warning"} data-testid="last-import">
      <AlertTitle>{text.import.lastTitle(dayAndClock(startedAt))}</AlertTitle>
      <div>
        {isWhole
          ? text.import.lastFinished(students)
          : text.import.lastInterrupted(finished, students)}
      </div>
      <div>
        {[text.import.createdCount(created), text.import.tally(accepted, rejected)].join(" · ")}
      </div>
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
    ...undone.flatMap((one) => {
      if (one.status === "kept") return [text.import.undoneKept[one.why](one.name)];
      return one.status === "failed" ? [text.import.undoneFailed(one.detail)] : [];
    }),
  ];
  const isWhole = count("kept") + count("failed") === 0;
  return (
    <Alert severity={isWhole ? "success" : "warning"} onClose={onClose} role="status">
      <AlertTitle>{text.import.undoneTitle}</AlertTitle>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}
