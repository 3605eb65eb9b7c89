import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, type ReactNode } from "react";

import type { LiveCamera } from "@/features/live/live-camera";
import { facesUser } from "@/lib/camera/camera";
import { startsMirrored } from "@/lib/camera/mirroring";
import { useCamera } from "@/lib/camera/use-camera";
import { text } from "@/text";

import type { VideoSource } from "./video-source";

interface SourcePreviewProps {
  readonly source: VideoSource;
  /** A camera of the view whose picture is shown again when it is the one. */
  readonly running: LiveCamera | null;
  readonly onOpened: () => void;
}

/** The picture of a source before it is started; nothing of it is sent. */
export function SourcePreview({ source, running, onOpened }: SourcePreviewProps) {
  if (source.kind === "clip") return <Frame video={<Video src={source.url} />} />;
  if (running !== null && running.deviceId !== null && running.deviceId === source.deviceId) {
    const { srcObject } = running.video;
    return <Frame video={<Video stream={srcObject instanceof MediaStream ? srcObject : null} />} />;
  }
  return <CameraPreview deviceId={source.deviceId} onOpened={onOpened} />;
}

interface CameraPreviewProps {
  readonly deviceId: string | null;
  readonly onOpened: () => void;
}

function CameraPreview({ deviceId, onOpened }: CameraPreviewProps) {
  const camera = useCamera(deviceId);
  const { status } = camera;
  const onOpenedRef = useRef(onOpened);
  useEffect(() => {
    onOpenedRef.current = onOpened;
  });
  useEffect(() => {
    if (status === "on") onOpenedRef.current();
  }, [status]);

  if (camera.status === "failed") {
    const { title, detail } = text.cameraProblems[camera.problem];
    return <Frame message={`${title}. ${detail}`} alert />;
  }
  if (camera.status === "starting") return <Frame message={text.cameras.previewStarting} />;
  return <Frame video={<Video stream={camera.stream} />} />;
}

interface FrameProps {
  readonly video?: ReactNode;
  readonly message?: string;
  readonly alert?: boolean;
}

/** Always of the same size, so that the dialog does not jump. */
function Frame({ video, message, alert = false }: FrameProps) {
  return (
    <Box
      sx={{
        display: "grid",
        placeItems: "center",
        aspectRatio: "16 / 9",
        borderRadius: "12px",
        overflow: "hidden",
        backgroundColor: "#0a0c10",
        color: "#b4bcc9",
      }}
    >
      {video}
      {message !== undefined && (
        <Typography
          role={alert ? "alert" : "status"}
          variant="body2"
          sx={{ padding: 2, textAlign: "center" }}
        >
          {message}
        </Typography>
      )}
    </Box>
  );
}

interface VideoProps {
  readonly src?: string;
  readonly stream?: MediaStream | null;
}

function Video({ src, stream = null }: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null || stream === null) return;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  const mirrored = stream !== null && startsMirrored(facesUser(stream));
  return (
    <Box
      component="video"
      ref={ref}
      src={src}
      autoPlay
      muted
      loop
      playsInline
      aria-label={text.cameras.preview}
      sx={{
        width: "100%",
        height: "100%",
        minHeight: 0,
        objectFit: "contain",
        transform: mirrored ? "scaleX(-1)" : "none",
      }}
    />
  );
}
