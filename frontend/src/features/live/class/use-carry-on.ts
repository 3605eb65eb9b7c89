import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import type { LiveController } from "@/features/live/live-controller";
import { runningClassesQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { asRunning } from "@/lib/class-holder";
import { useStore } from "@/lib/store";
import { isToday } from "@/lib/time";

import { rememberedClass } from "./class-memory";

const NONE: readonly Schemas["ClassSession"][] = [];

/**
 * Carries on with the class of today that this browser held when the page was reloaded. Returns the
 * classes that run and were left, forgotten, or started elsewhere: whether to join one is asked.
 */
export function useCarryOn(controller: LiveController): readonly Schemas["ClassSession"][] {
  const running = useStore(controller.classSession);
  const { data: open = NONE } = useQuery({ ...runningClassesQuery, enabled: running === null });

  useEffect(() => {
    if (running !== null) return;
    const own = open.find(({ id }) => id === rememberedClass());
    if (own !== undefined && isToday(own.started_at)) controller.setClassSession(asRunning(own));
  }, [controller, running, open]);

  return open;
}
