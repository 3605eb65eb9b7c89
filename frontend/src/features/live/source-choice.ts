import { useState } from "react";

import { readStored, writeStored } from "@/lib/stored-value";

import type { VideoSource } from "./video-source";

const STORED_SOURCE = "source";
const CLIP = "clip";
const CAMERA = "camera:";

/** A source as the value of a menu, and as what the browser remembers. */
export function sourceKey(source: VideoSource): string {
  return source.kind === "clip" ? CLIP : CAMERA + (source.deviceId ?? "");
}

/** The source of a key; a clip that the server does not offer becomes the default camera. */
export function sourceOfKey(key: string | null, clipUrl: string | null): VideoSource {
  if (clipUrl !== null && (key === null || key === CLIP)) return { kind: "clip", url: clipUrl };
  const deviceId = key?.startsWith(CAMERA) === true ? key.slice(CAMERA.length) : "";
  return { kind: "camera", deviceId: deviceId === "" ? null : deviceId };
}

export interface SourceChoice {
  readonly source: VideoSource;
  readonly choose: (key: string) => VideoSource;
}

/** The chosen source, remembered between visits. The demo clip comes first where there is one. */
export function useSourceChoice(clipUrl: string | null): SourceChoice {
  const [key, setKey] = useState(() => readStored(STORED_SOURCE));
  return {
    source: sourceOfKey(key, clipUrl),
    choose: (chosen) => {
      writeStored(STORED_SOURCE, chosen);
      setKey(chosen);
      return sourceOfKey(chosen, clipUrl);
    },
  };
}
