import { mdiCamera, mdiCameraOffOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";

import { Icon } from "@/components/icon";
import { facesUser } from "@/lib/camera/camera";
import { FrameGrabber } from "@/lib/camera/frame-grabber";
import { useCamera } from "@/lib/camera/use-camera";
import { useCameraList } from "@/lib/camera/use-camera-list";
import { text } from "@/text";

const QUALITY = 0.92;

interface CameraShotProps {
  readonly onShot: (photo: File) => void;
}

/** A camera's picture and a shutter. */
export function CameraShot({ onShot }: CameraShotProps) {
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const camera = useCamera(deviceId);
  const videoRef = useRef<HTMLVideoElement>(null);
  const [grabber] = useState(() => new FrameGrabber());
  const stream = camera.status === "on" ? camera.stream : null;

  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream]);

  const shoot = async (): Promise<void> => {
    const video = videoRef.current;
    if (video === null || video.videoWidth === 0) return;
    const size = { width: video.videoWidth, height: video.videoHeight };
    const picture = await grabber.grab(video, { ...size, quality: QUALITY });
    if (picture !== null)
      onShot(new File([picture], `camera-${Date.now()}.jpg`, { type: picture.type }));
  };

  if (camera.status === "failed") {
    const { title, detail } = text.cameraProblems[camera.problem];
    return (
      <Alert severity="warning" icon={<Icon path={mdiCameraOffOutline} />}>
        <AlertTitle>{title}</AlertTitle>
        {detail}
      </Alert>
    );
  }
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <Box
        sx={{
          position: "relative",
          borderRadius: "12px",
          overflow: "hidden",
          backgroundColor: "#0a0c10",
          aspectRatio: "4 / 3",
        }}
      >
        <Box
          component="video"
          ref={videoRef}
          autoPlay
          muted
          playsInline
          aria-label={text.enrollment.cameraPreview}
          sx={{
            width: "100%",
            height: "100%",
            objectFit: "contain",
            display: "block",
            transform: stream !== null && facesUser(stream) ? "scaleX(-1)" : "none",
          }}
        />
        {stream === null && (
          <Typography
            sx={{
              position: "absolute",
              inset: 0,
              display: "grid",
              placeItems: "center",
              color: "#b4bcc9",
            }}
          >
            {text.enrollment.cameraStarting}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button
          variant="contained"
          size="large"
          startIcon={<Icon path={mdiCamera} />}
          disabled={stream === null}
          onClick={() => void shoot()}
          sx={{ flex: 1, minWidth: 160 }}
        >
          {text.enrollment.takePhoto}
        </Button>
        <CameraMenu occasion={camera.status} deviceId={deviceId} onChoose={setDeviceId} />
      </Box>
    </Box>
  );
}

interface CameraMenuProps {
  readonly occasion: string;
  readonly deviceId: string | null;
  readonly onChoose: (deviceId: string) => void;
}

/** Only where there is a choice. */
function CameraMenu({ occasion, deviceId, onChoose }: CameraMenuProps) {
  const cameras = useCameraList(occasion);
  if (cameras.length < 2) return null;
  return (
    <TextField
      select
      label={text.live.source}
      value={deviceId ?? cameras[0]?.deviceId ?? ""}
      onChange={(event) => onChoose(event.target.value)}
      sx={{ minWidth: 160 }}
    >
      {cameras.map((camera, index) => (
        <MenuItem key={camera.deviceId} value={camera.deviceId}>
          {camera.label === "" ? text.live.camera(index + 1) : camera.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
