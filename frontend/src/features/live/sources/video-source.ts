import { facesUser, stopStream } from "@/lib/camera/camera";
import { CameraError } from "@/lib/camera/camera-problem";
import { cameraOf, openChosenCamera, type ChosenCamera } from "@/lib/camera/chosen-camera";
import { startsMirrored } from "@/lib/camera/mirroring";

export interface CameraSource extends ChosenCamera {
  readonly kind: "camera";
}

/** Where frames come from: a camera of this machine, or a clip that the server offers. */
export type VideoSource = CameraSource | { readonly kind: "clip"; readonly url: string };

export const DEFAULT_CAMERA: CameraSource = { kind: "camera", deviceId: null, label: "" };

export interface OpenedSource {
  /** What was opened: the default camera has got an id and a name. */
  readonly source: VideoSource;
  /** True when people expect to see themselves as in a mirror. */
  readonly mirrored: boolean;
  readonly close: () => void;
}

interface OpenInit {
  readonly video: HTMLVideoElement;
  /** Aborted when the source is not wanted any more: a camera that opens after that is closed. */
  readonly signal: AbortSignal;
  /** Ids of cameras that others use, or would when started. */
  readonly taken: ReadonlySet<string>;
  /** Called when a camera is unplugged, or is not allowed any more. */
  readonly onLost: () => void;
  /** Called when the system withholds a camera's picture, and when it gives it again. */
  readonly onMuted: (muted: boolean) => void;
}

/** Plays the source in the video. */
export async function openSource(source: VideoSource, init: OpenInit): Promise<OpenedSource> {
  return source.kind === "clip" ? openClip(source, init.video) : openStream(source, init);
}

async function openStream(source: CameraSource, init: OpenInit): Promise<OpenedSource> {
  const { video, signal } = init;
  const stream = await openChosenCamera(source, init.taken);
  if (signal.aborted) {
    stopStream(stream);
    signal.throwIfAborted();
  }
  const close = (): void => {
    stopStream(stream);
    if (video.srcObject === stream) video.srcObject = null;
  };
  listen(stream, init);
  video.srcObject = stream;
  try {
    await play(video);
  } catch (error) {
    close();
    throw error;
  }
  const opened = cameraOf(stream);
  return {
    source: { kind: "camera", ...opened },
    mirrored: startsMirrored(facesUser(stream)),
    close,
  };
}

function listen(stream: MediaStream, { onLost, onMuted }: OpenInit): void {
  for (const track of stream.getVideoTracks()) {
    track.addEventListener("ended", onLost);
    track.addEventListener("mute", () => onMuted(true));
    track.addEventListener("unmute", () => onMuted(false));
    if (track.muted) onMuted(true);
  }
}

async function openClip(
  source: Extract<VideoSource, { kind: "clip" }>,
  video: HTMLVideoElement,
): Promise<OpenedSource> {
  video.src = source.url;
  video.loop = true;
  const close = (): void => {
    video.pause();
    video.removeAttribute("src");
    video.load();
  };
  await play(video);
  return { source, mirrored: false, close };
}

async function play(video: HTMLVideoElement): Promise<void> {
  try {
    await video.play();
  } catch (error) {
    // Replaced by another source while it was starting: that one plays.
    if (error instanceof DOMException && error.name === "AbortError") return;
    throw new CameraError(video.srcObject === null ? "clip_failed" : "unknown");
  }
}
