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
  /** Once it is aborted no further step is sent; the one that is on its way is waited for. */
  readonly signal?: AbortSignal;
  /** Called after each step. */
  readonly onStep?: (outcome: Corrected) => void;
}

export interface Corrected {
  readonly kept: number;
  /** Those that somebody else had corrected. */
  readonly left: number;
}

/** Sends corrections, one after the other, and reads again what they change. */
export function useCorrection(
  classSessionId: number,
): UseMutationResult<Corrected, unknown, Corrections> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ steps, leaveOthers = false, signal, onStep }: Corrections) => {
      let [kept, left] = [0, 0];
      for (const step of steps) {
        if (signal?.aborted === true) break;
        try {
          await correctAttendance(classSessionId, step);
          kept += 1;
        } catch (error) {
          if (!leaveOthers || !isCorrectedMeanwhile(error)) throw error;
          left += 1;
        }
        onStep?.({ kept, left });
      }
      return { kept, left };
    },
    // Also after a failure: some of several may have been kept. That is not waited for: it may not come.
    onSettled: async (_, failure) => {
      const own = [...CLASS_SESSIONS_KEY, classSessionId];
      const readAgain = Promise.all([
        queries.invalidateQueries({ queryKey: [...own, "attendance"] }),
        queries.invalidateQueries({ queryKey: own, exact: true }),
        queries.invalidateQueries({ queryKey: [...CLASS_SESSIONS_KEY, "list"] }),
        queries.invalidateQueries({ queryKey: STUDENTS_KEY }),
      ]);
      if (failure === null) await readAgain;
    },
  });
}
