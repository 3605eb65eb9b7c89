import { useEffect, useState } from "react";

import { openCamera, stopStream } from "./camera";
import { lossOf } from "./camera-permission";
import { cameraProblemOf, type CameraProblem } from "./camera-problem";

export type CameraState =
  | { readonly status: "starting" }
  | { readonly status: "on"; readonly stream: MediaStream }
  | { readonly status: "failed"; readonly problem: CameraProblem };

/**
 * A camera for as long as the component lives. The tracks are stopped when it goes, also those
 * that the browser hands over after that.
 */
export function useCamera(deviceId: string | null): CameraState {
  const [state, setState] = useState<CameraState>({ status: "starting" });

  useEffect(() => {
    let wanted = true;
    let opened: MediaStream | null = null;
    const lose = async (): Promise<void> => {
      const problem = await lossOf();
      if (wanted) setState({ status: "failed", problem });
    };
    openCamera(deviceId).then(
      (stream) => {
        if (!wanted) {
          stopStream(stream);
          return;
        }
        opened = stream;
        for (const track of stream.getVideoTracks()) {
          track.addEventListener("ended", () => void lose());
        }
        setState({ status: "on", stream });
      },
      (error: unknown) => {
        if (wanted) setState({ status: "failed", problem: cameraProblemOf(error) });
      },
    );
    return () => {
      wanted = false;
      if (opened !== null) stopStream(opened);
      setState({ status: "starting" });
    };
  }, [deviceId]);

  return state;
}
