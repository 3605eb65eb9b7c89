import Box from "@mui/material/Box";
import { useLayoutEffect, useRef } from "react";

import type { LiveCamera } from "@/features/live/live-camera";
import { useStore } from "@/lib/store";
import { text } from "@/text";

interface VideoHostProps {
  readonly camera: LiveCamera;
}

/** Borrows the camera's video for as long as it is shown, and puts it back. */
export function VideoHost({ camera }: VideoHostProps) {
  const hostRef = useRef<HTMLDivElement>(null);
  const source = useStore(camera.source);
  const mirrored = source.phase === "on" && source.mirrored;

  useLayoutEffect(() => {
    const { video } = camera;
    const parking = video.parentElement;
    hostRef.current?.append(video);
    playOn(video);
    return () => {
      parking?.append(video);
      playOn(video);
    };
  }, [camera]);

  return (
    <Box
      ref={hostRef}
      role="img"
      aria-label={text.live.stageLabel}
      sx={{ position: "absolute", inset: 0, transform: mirrored ? "scaleX(-1)" : "none" }}
    />
  );
}

/** Browsers may pause a video that moves in the page. */
function playOn(video: HTMLVideoElement): void {
  if (video.srcObject === null && video.currentSrc === "") return;
  video.play().catch(() => undefined); // replaced or stopped in this very moment: nothing to play
}
