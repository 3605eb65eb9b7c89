import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import { CLASS_SESSIONS_KEY, updateClassSession } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { renameHeld, useClassHolder } from "@/lib/class-holder";

/** Changes a class, and everything that shows it. */
export function useClassUpdate(
  classSessionId: number,
): UseMutationResult<Schemas["ClassSession"], unknown, Schemas["ClassSessionUpdate"]> {
  const queries = useQueryClient();
  const holder = useClassHolder();
  return useMutation({
    mutationFn: (changes: Schemas["ClassSessionUpdate"]) =>
      updateClassSession(classSessionId, changes),
    onSuccess: async (updated) => {
      renameHeld(holder, updated);
      queries.setQueryData([...CLASS_SESSIONS_KEY, classSessionId], updated);
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
    // What was refused may have been changed by somebody else.
    onError: () =>
      queries.invalidateQueries({ queryKey: [...CLASS_SESSIONS_KEY, classSessionId], exact: true }),
  });
}
