import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { STUDENTS_KEY } from "@/lib/api/students";

import { journalOf, writeJournal, type Journal } from "./import-journal";
import { holdImport } from "./import-lock";
import type { KnownStudent, PlannedStudent } from "./import-plan";
import { ImportRun } from "./import-run";
import { importServer } from "./import-server";
import { sleep } from "./patience";

interface ImportStart {
  readonly students: readonly PlannedStudent[];
  /** Everybody whom the server has. */
  readonly known: readonly KnownStudent[];
  readonly photosAtOnce: number;
}

export interface StartedImport {
  /** Null before the first one. */
  readonly run: ImportRun | null;
  /** What it did until now; null before the first one. */
  readonly journal: () => Journal | null;
  readonly start: (what: ImportStart) => void;
  readonly forget: () => void;
}

/** Starts an import, and writes down what it does while it goes on. */
export function useImport(): StartedImport {
  const [run, setRun] = useState<ImportRun | null>(null);
  const [startedAt, setStartedAt] = useState("");
  const queries = useQueryClient();

  const start = ({ students, known, photosAtOnce }: ImportStart): void => {
    const server = importServer(known);
    const started = new ImportRun({ students, server, photosAtOnce, sleep });
    const now = new Date().toISOString();
    started.state.subscribe(() => writeJournal(journalOf(now, started.state.get().students)));
    setRun(started);
    setStartedAt(now);
    const over = started.start();
    holdImport(over);
    void over.finally(() => void queries.invalidateQueries({ queryKey: STUDENTS_KEY }));
  };

  const journal = (): Journal | null =>
    run === null ? null : journalOf(startedAt, run.state.get().students);
  return { run, journal, start, forget: () => setRun(null) };
}
