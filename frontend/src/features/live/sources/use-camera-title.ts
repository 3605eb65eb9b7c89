import type { LiveCamera } from "@/features/live/live-camera";
import { useStore } from "@/lib/store";

import { sourceTitle } from "./source-options";

/** What a camera is called: as its device says while it runs, else as it was chosen. */
export function useCameraTitle({ source, choice }: LiveCamera): string {
  const state = useStore(source);
  const chosen = useStore(choice);
  return sourceTitle(state.phase === "on" ? state.source : chosen.source);
}
