import { DEFAULT_CAMERA, type CameraSource, type VideoSource } from "./video-source";

/** What is remembered of a camera between visits. */
export interface RememberedSource {
  readonly source: VideoSource;
  /** As somebody chose it; null to follow the camera. */
  readonly mirrored: boolean | null;
}

/** The key of the list in the browser's storage. */
export const STORED_SOURCES = "sources";

/** The list as it is stored: JSON, a line of values for each camera. */
export function storedSources(remembered: readonly RememberedSource[]): string {
  return JSON.stringify(
    remembered.map(({ source, mirrored }) =>
      source.kind === "clip" ? { kind: "clip", mirrored } : { ...source, mirrored },
    ),
  );
}

/**
 * The list of last time, at most `most` long and never empty. The demo clip comes first where nothing
 * is remembered, and becomes the default camera where the server does not offer it any more.
 */
export function rememberedSources(
  stored: string | null,
  { clipUrl, most }: { readonly clipUrl: string | null; readonly most: number },
): RememberedSource[] {
  const remembered = parsed(stored).flatMap((entry) => rememberedOf(entry, clipUrl) ?? []);
  if (remembered.length > 0) return remembered.slice(0, most);
  return [{ source: clipOr(DEFAULT_CAMERA, clipUrl), mirrored: null }];
}

function parsed(stored: string | null): unknown[] {
  try {
    const list: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // written by hand, or by another version
  }
}

function rememberedOf(entry: unknown, clipUrl: string | null): RememberedSource | null {
  if (typeof entry !== "object" || entry === null) return null;
  const { kind, deviceId, label, mirrored } = entry as Readonly<Record<string, unknown>>;
  const camera: CameraSource = {
    kind: "camera",
    deviceId: typeof deviceId === "string" ? deviceId : null,
    label: typeof label === "string" ? label : "",
  };
  if (kind !== "clip" && kind !== "camera") return null;
  return {
    source: kind === "clip" ? clipOr(DEFAULT_CAMERA, clipUrl) : camera,
    mirrored: typeof mirrored === "boolean" ? mirrored : null,
  };
}

function clipOr(camera: CameraSource, clipUrl: string | null): VideoSource {
  return clipUrl === null ? camera : { kind: "clip", url: clipUrl };
}
