import Box from "@mui/material/Box";
import { useEffect, useRef } from "react";

import type { LiveCamera } from "@/features/live/live-camera";
import { epochMs } from "@/lib/epoch-clock";
import { presenterMode } from "@/lib/presenter-mode";

import { containedRect } from "./overlay-geometry";
import { OverlayPainter } from "./overlay-painter";

interface OverlayCanvasProps {
  readonly camera: LiveCamera;
}

/** Moves the newest result over the video in every animation frame, and outside of React. */
export function OverlayCanvas({ camera }: OverlayCanvasProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext("2d");
    if (canvas === null || context === null || context === undefined) return;
    const painter = new OverlayPainter(context);
    let request = 0;
    const paint = (): void => {
      request = requestAnimationFrame(paint); // first: one frame that fails must not be the last
      paintOnce(canvas, painter, camera);
    };
    request = requestAnimationFrame(paint);
    return () => cancelAnimationFrame(request);
  }, [camera]);

  return (
    <Box
      component="canvas"
      ref={canvasRef}
      aria-hidden
      sx={{ position: "absolute", inset: 0, width: "100%", height: "100%", pointerEvents: "none" }}
    />
  );
}

function paintOnce(canvas: HTMLCanvasElement, painter: OverlayPainter, camera: LiveCamera): void {
  const scale = window.devicePixelRatio;
  const element = { width: canvas.clientWidth, height: canvas.clientHeight };
  fitPixels(canvas, Math.round(element.width * scale), Math.round(element.height * scale));
  const { video, motion } = camera;
  const source = camera.source.get();
  const nowMs = epochMs();
  painter.paint({
    nowMs,
    faces: motion.at(nowMs),
    picture: containedRect({ width: video.videoWidth, height: video.videoHeight }, element),
    mirrored: source.phase === "on" && source.mirrored,
    namesHidden: presenterMode.isOn(),
    scale,
  });
}

function fitPixels(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
