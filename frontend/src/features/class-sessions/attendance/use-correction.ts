import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import {
  CLASS_SESSIONS_KEY,
  correctAttendance,
  type CorrectionStep,
} from "@/lib/api/class-sessions";
import { isCorrectedMeanwhile } from "@/lib/api/problem";
import { STUDENTS_KEY } from "@/lib/api/students";

export interface Corrections {
  readonly steps: readonly CorrectionStep[];
  /** What somebody else corrected meanwhile stays, in place of being an error. */
  readonly leaveOthers?: boolean;
}

/**
 * Sends corrections, one after the other, and reads again what they change. Tells how many were
 * left as somebody else had corrected them.
 */
export function useCorrection(
  classSessionId: number,
): UseMutationResult<number, unknown, Corrections> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ steps, leaveOthers = false }: Corrections) => {
      let left = 0;
      for (const step of steps) {
        try {
          await correctAttendance(classSessionId, step);
        } catch (error) {
          if (!leaveOthers || !isCorrectedMeanwhile(error)) throw error;
          left += 1;
        }
      }
      return left;
    },
    // Also after a failure: some of several may have been kept.
    onSettled: async () => {
      const own = [...CLASS_SESSIONS_KEY, classSessionId];
      await Promise.all([
        queries.invalidateQueries({ queryKey: [...own, "attendance"] }),
        queries.invalidateQueries({ queryKey: own, exact: true }),
        queries.invalidateQueries({ queryKey: [...CLASS_SESSIONS_KEY, "list"] }),
        queries.invalidateQueries({ queryKey: STUDENTS_KEY }),
      ]);
    },
  });
}
