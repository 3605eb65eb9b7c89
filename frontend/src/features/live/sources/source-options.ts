import { cameraName, findCamera } from "@/lib/camera/chosen-camera";
import { text } from "@/text";

import { DEFAULT_CAMERA, type VideoSource } from "./video-source";

/** One line of the choice of sources. */
export interface SourceOption {
  readonly key: string;
  readonly source: VideoSource;
  readonly title: string;
  /** Another camera of the view shows it already. */
  readonly inUse: boolean;
}

interface OptionsInit {
  readonly devices: readonly Pick<MediaDeviceInfo, "deviceId" | "label">[];
  readonly clipUrl: string | null;
  readonly taken: ReadonlySet<string>;
}

/** What can be chosen: every camera, or the default one while they have no names, and the clip. */
export function sourceOptions({ devices, clipUrl, taken }: OptionsInit): SourceOption[] {
  const cameras = devices.map(({ deviceId, label }, index) => ({
    key: `camera:${deviceId}`,
    source: { kind: "camera", deviceId, label } as const,
    title: label === "" ? text.live.camera(index + 1) : cameraName(label),
    inUse: taken.has(deviceId),
  }));
  const unnamed = {
    key: "camera:",
    source: DEFAULT_CAMERA,
    title: text.live.defaultCamera,
    inUse: false,
  };
  const clip = {
    key: "clip",
    source: { kind: "clip", url: clipUrl ?? "" } as const,
    title: text.live.demoClip,
    inUse: false,
  };
  return [...(cameras.length > 0 ? cameras : [unnamed]), ...(clipUrl === null ? [] : [clip])];
}

/** The option that was chosen last, or else the first that is free. */
export function suggestedOption(
  options: readonly SourceOption[],
  chosen: VideoSource | null,
): SourceOption | null {
  const free = options.filter(({ inUse }) => !inUse);
  const same = chosen === null ? undefined : free.find(({ key }) => key === keyOf(chosen, free));
  return same ?? free[0] ?? null;
}

/** A source's name for people. */
export function sourceTitle(source: VideoSource): string {
  if (source.kind === "clip") return text.live.demoClip;
  return source.label === "" ? text.live.defaultCamera : cameraName(source.label);
}

function keyOf(chosen: VideoSource, options: readonly SourceOption[]): string | null {
  if (chosen.kind === "clip") return "clip";
  if (chosen.deviceId === null) return null;
  const cameras = options.flatMap(({ source }) =>
    source.kind === "camera" && source.deviceId !== null
      ? [{ deviceId: source.deviceId, label: source.label }]
      : [],
  );
  const found = findCamera(chosen, cameras);
  return found === null ? null : `camera:${found.deviceId}`;
}
