import { mdiAlertCircleOutline } from "@mdi/js";

import type { LiveCamera } from "@/features/live/live-camera";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { StageNote } from "./stage-note";

/** Says over the picture that the server fails on all of them, in its own words. */
export function FailureNote({ camera }: { readonly camera: LiveCamera }) {
  const failure = useStore(camera.failure);
  if (failure === null) return null;
  return (
    <StageNote
      icon={mdiAlertCircleOutline}
      testId="frame-failure"
      title={text.connection.failing}
      detail={failure}
    />
  );
}
