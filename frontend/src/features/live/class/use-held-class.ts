import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import type { LiveController } from "@/features/live/live-controller";
import { CLASS_SESSIONS_KEY, classSessionQuery } from "@/lib/api/class-sessions";
import { isNotFound } from "@/lib/api/problem";
import { renameHeld } from "@/lib/class-holder";
import { useStore } from "@/lib/store";

/** So often it is looked whether the class still runs, and what it is called. */
const RENEWED_EVERY_MS = 15_000;

/**
 * Leaves a class that was ended or deleted elsewhere, and follows its name. An open connection of a
 * camera tells the end by itself, but there is none while no camera runs.
 */
export function useHeldClass(controller: LiveController): void {
  const id = useStore(controller.classSession)?.id ?? null;
  const queries = useQueryClient();
  const { data, error } = useQuery({
    ...classSessionQuery(id ?? 0),
    enabled: id !== null,
    refetchInterval: RENEWED_EVERY_MS,
  });
  const isOver = isNotFound(error) || (data !== undefined && data.ended_at !== null);

  useEffect(() => {
    if (id === null) return;
    if (isOver) {
      controller.setClassSession(null);
      void queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    } else if (data !== undefined) {
      renameHeld(controller, data);
    }
  }, [controller, queries, id, isOver, data]);
}
