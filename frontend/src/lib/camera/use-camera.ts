import { useEffect, useState } from "react";

import { openCamera, stopStream } from "./camera";
import { lossOf } from "./camera-permission";
import { cameraProblemOf, type CameraProblem } from "./camera-problem";
import { CameraReturn } from "./camera-return";
import { cameraOf, openChosenCamera, type ChosenCamera } from "./chosen-camera";

export type CameraState =
  | { readonly status: "starting" }
  | { readonly status: "on"; readonly stream: MediaStream }
  | { readonly status: "failed"; readonly problem: CameraProblem };

/** Once more the same: the camera that was open for this id, or any that fits it if none was. */
interface Reopening {
  readonly deviceId: string | null;
  readonly camera: ChosenCamera | null;
}

/**
 * A camera for as long as the component lives. The tracks are stopped when it goes, also those
 * that the browser hands over after that. One that is not allowed or not there is opened as soon as
 * that changes; no other takes the place of one that was lost, since it may look at somebody else.
 */
export function useCamera(deviceId: string | null): CameraState {
  const [state, setState] = useState<CameraState>({ status: "starting" });
  const [reopening, setReopening] = useState<Reopening | null>(null);

  useEffect(() => {
    let wanted = true;
    let opened: MediaStream | null = null;
    let camera = reopening?.deviceId === deviceId ? reopening.camera : null;
    const comeback = new CameraReturn();
    const fail = (problem: CameraProblem): void => {
      if (!wanted) return;
      setState({ status: "failed", problem });
      const openAgain = () => setReopening({ deviceId, camera });
      if (problem === "denied") void comeback.awaitPermission(openAgain);
      if (problem !== "lost" && problem !== "not_found") return;
      if (camera === null) comeback.awaitChange(openAgain);
      else comeback.await(camera, openAgain);
    };
    (camera === null ? openCamera(deviceId) : openChosenCamera(camera)).then(
      (stream) => {
        if (!wanted) {
          stopStream(stream);
          return;
        }
        opened = stream;
        camera = cameraOf(stream); // not later: a track that has ended does not know any more
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
  }, [deviceId, reopening]);

  return state;
}
