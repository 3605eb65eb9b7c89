import { listCameras } from "./camera";
import { findCamera, type ChosenCamera } from "./chosen-camera";

/** Waits for a camera that was unplugged to be there again. */
export class CameraReturn {
  #waiting = new AbortController();

  /** Calls back once, when this camera is plugged in; a second call replaces the first. */
  await(camera: ChosenCamera, onReturn: () => void): void {
    this.cancel();
    const { signal } = this.#waiting;
    const look = async (): Promise<void> => {
      const found = findCamera(camera, await listCameras());
      if (found === null || signal.aborted) return;
      this.cancel();
      onReturn();
    };
    // Missing on addresses without HTTPS, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener("devicechange", () => void look(), { signal });
  }

  cancel(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }
}
