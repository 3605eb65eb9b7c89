import { listCameras } from "./camera";
import { cameraPermission } from "./camera-permission";
import { findCamera, type ChosenCamera } from "./chosen-camera";

/** Missing on addresses without HTTPS, whatever the types say. */
function devicesOf(): MediaDevices | undefined {
  return navigator.mediaDevices;
}

/** Waits for a camera that was unplugged to be there again, or for one to be allowed. */
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
    devicesOf()?.addEventListener("devicechange", () => void look(), { signal });
  }

  /** Calls back once, when anything is plugged in or out. */
  awaitChange(onChange: () => void): void {
    this.cancel();
    const { signal } = this.#waiting;
    devicesOf()?.addEventListener("devicechange", onChange, { signal, once: true });
  }

  /** Calls back once, when the browser says that cameras are allowed to this page. */
  async awaitPermission(onAllowed: () => void): Promise<void> {
    this.cancel();
    const { signal } = this.#waiting;
    const permission = await cameraPermission();
    const look = (): void => {
      if (permission?.state !== "granted") return;
      this.cancel();
      onAllowed();
    };
    permission?.addEventListener("change", look, { signal });
  }

  cancel(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }
}
