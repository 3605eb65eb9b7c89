import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import {
  CLASS_SESSIONS_KEY,
  correctAttendance,
  type WantedCorrection,
} from "@/lib/api/class-sessions";
import { STUDENTS_KEY } from "@/lib/api/students";

export interface CorrectionStep {
  readonly studentId: number;
  readonly wanted: WantedCorrection;
}

/** Sends corrections, one after the other, and reads again what they change. */
export function useCorrection(
  classSessionId: number,
): UseMutationResult<void, unknown, readonly CorrectionStep[]> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (steps: readonly CorrectionStep[]) => {
      for (const { studentId, wanted } of steps) {
        await correctAttendance(classSessionId, studentId, wanted);
      }
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
