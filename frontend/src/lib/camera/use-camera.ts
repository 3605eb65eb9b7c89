import { useEffect, useState } from "react";

import { openCamera, stopStream } from "./camera";
import { lossOf } from "./camera-permission";
import { cameraProblemOf, type CameraProblem } from "./camera-problem";
import { CameraReturn } from "./camera-return";

export type CameraState =
  | { readonly status: "starting" }
  | { readonly status: "on"; readonly stream: MediaStream }
  | { readonly status: "failed"; readonly problem: CameraProblem };

/**
 * A camera for as long as the component lives. The tracks are stopped when it goes, also those
 * that the browser hands over after that. One that is not allowed or not there is opened as soon as
 * that changes.
 */
export function useCamera(deviceId: string | null): CameraState {
  const [state, setState] = useState<CameraState>({ status: "starting" });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    let opened: MediaStream | null = null;
    const comeback = new CameraReturn();
    const fail = (problem: CameraProblem): void => {
      if (!wanted) return;
      setState({ status: "failed", problem });
      const openAgain = () => setAttempt((before) => before + 1);
      if (problem === "denied") void comeback.awaitPermission(openAgain);
      if (problem === "lost" || problem === "not_found") comeback.awaitChange(openAgain);
    };
    openCamera(deviceId).then(
      (stream) => {
        if (!wanted) {
          stopStream(stream);
          return;
        }
        opened = stream;
        for (const track of stream.getVideoTracks()) {
          track.addEventListener("ended", () => void lossOf().then(fail));
        }
        setState({ status: "on", stream });
      },
      (error: unknown) => fail(cameraProblemOf(error)),
    );
    return () => {
      wanted = false;
      comeback.cancel();
      if (opened !== null) stopStream(opened);
      setState({ status: "starting" });
    };
  }, [deviceId, attempt]);

  return state;
}
