import { openCamera, facesUser, stopStream } from "@/lib/camera/camera";
import { CameraError } from "@/lib/camera/camera-problem";

/** Where frames come from: a camera of this machine, or a clip that the server offers. */
export type VideoSource =
  | { readonly kind: "camera"; readonly deviceId: string | null }
  | { readonly kind: "clip"; readonly url: string };

export interface OpenedSource {
  /** True when people expect to see themselves as in a mirror. */
  readonly mirrored: boolean;
  readonly close: () => void;
}

interface OpenInit {
  readonly video: HTMLVideoElement;
  /** Aborted when the source is not wanted any more: a camera that opens after that is closed. */
  readonly signal: AbortSignal;
  /** Called when a camera is unplugged. */
  readonly onLost: () => void;
}

/** Plays the source in the video. */
export async function openSource(source: VideoSource, init: OpenInit): Promise<OpenedSource> {
  return source.kind === "clip"
    ? openClip(source.url, init.video)
    : openStream(source.deviceId, init);
}

async function openStream(
  deviceId: string | null,
  { video, signal, onLost }: OpenInit,
): Promise<OpenedSource> {
  const stream = await openCamera(deviceId);
  if (signal.aborted) {
    stopStream(stream);
    signal.throwIfAborted();
  }
  video.srcObject = stream;
  for (const track of stream.getVideoTracks()) track.addEventListener("ended", onLost);
  await play(video);
  const close = (): void => {
    stopStream(stream);
    if (video.srcObject === stream) video.srcObject = null;
  };
  return { mirrored: facesUser(stream), close };
}

async function openClip(url: string, video: HTMLVideoElement): Promise<OpenedSource> {
  video.src = url;
  video.loop = true;
  await play(video);
  const close = (): void => {
    video.pause();
    video.removeAttribute("src");
    video.load();
  };
  return { mirrored: false, close };
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
