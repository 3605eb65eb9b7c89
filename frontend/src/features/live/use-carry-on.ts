import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { runningClassQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { useStore } from "@/lib/store";
import { readStored, writeStored } from "@/lib/stored-value";

import type { LiveController, RunningClass } from "./live-controller";

const STORED_CLASS = "class-session";

/**
 * Remembers the class that this browser holds, and carries on with it when the page was reloaded.
 * Returns a class that runs and was left, or was started elsewhere: whether to join it is asked.
 */
export function useCarryOn(controller: LiveController): Schemas["ClassSession"] | null {
  const running = useStore(controller.classSession);
  const { data: open = null } = useQuery({ ...runningClassQuery, enabled: running === null });
  const wasRunning = useRef(false);

  useEffect(() => {
    if (running !== null) {
      wasRunning.current = true;
      writeStored(STORED_CLASS, String(running.id));
    } else if (wasRunning.current) {
      wasRunning.current = false;
      writeStored(STORED_CLASS, null); // it was ended, here or elsewhere
    } else if (open !== null && readStored(STORED_CLASS) === String(open.id)) {
      controller.setClassSession(asRunning(open));
    }
  }, [controller, running, open]);

  return open;
}

export function asRunning(classSession: Schemas["ClassSession"]): RunningClass {
  const { id, name, emotion_set: emotionSet, started_at: startedAt } = classSession;
  return { id, name, emotionSet, startedAt };
}
