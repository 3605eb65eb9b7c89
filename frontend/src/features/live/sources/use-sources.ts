import { useEffect } from "react";

import { MAX_CAMERAS, type LiveController } from "@/features/live/live-controller";
import { readStored } from "@/lib/stored-value";

import { rememberedSources, STORED_SOURCES } from "./source-memory";

/** Sets the cameras up as they were last time. A demo shows itself; a camera waits to be started. */
export function useSources(controller: LiveController, clipUrl: string | null): void {
  useEffect(() => {
    const stored = readStored(STORED_SOURCES);
    controller.restore(rememberedSources(stored, { clipUrl, most: MAX_CAMERAS }));
    const [first] = controller.cameras.get();
    if (first?.choice.get().source.kind === "clip" && controller.mayStartByItself()) {
      void first.start();
    }
  }, [controller, clipUrl]);
}
