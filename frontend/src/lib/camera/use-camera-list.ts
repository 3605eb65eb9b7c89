import { useEffect, useState } from "react";

import { listCameras } from "./camera";

/**
 * The cameras of this machine, kept up to date as they come and go, and asked for again on every
 * new occasion: their names are told only after one was allowed.
 */
export function useCameraList(occasion: string): readonly MediaDeviceInfo[] {
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);

  useEffect(() => {
    let wanted = true;
    const refresh = (): void => {
      listCameras().then(
        (found) => {
          if (wanted) setCameras(found);
        },
        () => {
          if (wanted) setCameras([]);
        },
      );
    };
    refresh();
    // Missing on addresses without HTTPS, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener("devicechange", refresh);
    return () => {
      wanted = false;
      devices?.removeEventListener("devicechange", refresh);
    };
  }, [occasion]);

  return cameras;
}
