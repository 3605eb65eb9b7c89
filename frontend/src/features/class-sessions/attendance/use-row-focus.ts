import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from "react";

import type { Entry } from "./statuses";

interface RowFocus {
  /** For the element whose children are the rows. */
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
}

/** Gives the focus of a row that leaves the list, as after its correction, to the one in its place. */
export function useRowFocus(shown: readonly Entry[]): RowFocus {
  const ref = useRef<HTMLDivElement>(null);
  const last = useRef<{ readonly studentId: number; readonly at: number } | null>(null);
  useLayoutEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    const { studentId, at } = last.current;
    if (shown.some(({ student_id: one }) => one === studentId)) return;
    rowsOf(ref)[Math.min(at, shown.length - 1)]?.querySelector("button")?.focus();
  });
  return {
    ref,
    onFocus: ({ target }) => {
      const at = rowsOf(ref).findIndex((row) => row.contains(target));
      const entry = shown[at];
      last.current = entry === undefined ? null : { studentId: entry.student_id, at };
    },
  };
}

function rowsOf({ current }: RefObject<HTMLElement | null>): readonly Element[] {
  return [...(current?.children ?? [])];
}
