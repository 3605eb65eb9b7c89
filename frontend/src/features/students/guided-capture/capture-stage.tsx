import { mdiCamera, mdiCameraOffOutline, mdiSkipNext } from "@mdi/js";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState, type RefObject } from "react";

import { Icon } from "@/components/icon";
import { VisuallyHidden } from "@/components/visually-hidden";
import { facesUser } from "@/lib/camera/camera";
import { FrameGrabber } from "@/lib/camera/frame-grabber";
import { startsMirrored } from "@/lib/camera/mirroring";
import { useCamera } from "@/lib/camera/use-camera";
import { text } from "@/text";

import { CameraMenu } from "./camera-menu";
import { frontPose, shotsWith, type Capture } from "./capture";
import { STEPS, type Step } from "./pose-steps";
import { StepRing } from "./step-ring";
import type { GuidedCapture } from "./use-capture";
import { useGuidance, type LiveGuidance } from "./use-guidance";
import { useSettled } from "./use-settled";

const PHOTO_QUALITY = 0.92;

interface CaptureStageProps {
  readonly studentId: number;
  readonly guided: GuidedCapture;
}

/** The camera's picture with what to do, and the photo that takes itself. */
export function CaptureStage({ studentId, guided }: CaptureStageProps) {
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const camera = useCamera(deviceId);
  const videoRef = useRef<HTMLVideoElement>(null);
  const [grabber] = useState(() => new FrameGrabber());
  const { capture, confirmed } = guided;
  const stream = camera.status === "on" ? camera.stream : null;
  const isBusy = shotsWith(capture, "checking").length > 0;
  const step = stream === null || isBusy ? null : capture.step;

  const shoot = async (wanted: Step): Promise<void> => {
    const photo = await grabPhoto(grabber, videoRef.current);
    if (photo !== null) guided.take(wanted, photo);
  };
  const live = useGuidance({
    studentId,
    videoRef,
    step,
    front: frontPose(capture),
    confirmed,
    onReady: (wanted) => void shoot(wanted),
  });

  if (camera.status === "failed") {
    const { title, detail } = text.cameraProblems[camera.problem];
    return (
      <Box sx={{ display: "grid", gap: 1.5, alignContent: "start", justifyItems: "start" }}>
        <Alert severity="warning" icon={<Icon path={mdiCameraOffOutline} />}>
          <AlertTitle>{title}</AlertTitle>
          {detail}
        </Alert>
        {camera.problem === "lost" && (
          <CameraMenu
            occasion={camera.status}
            deviceId={deviceId}
            isNoneOpen
            onChoose={setDeviceId}
          />
        )}
      </Box>
    );
  }
  return (
    <Box sx={{ display: "grid", gap: 1.5, alignContent: "start" }}>
      <Preview videoRef={videoRef} stream={stream} capture={capture} live={live} />
      <Instruction step={capture.step} isBusy={isBusy} live={live} />
      {live.lookAlike !== null && (
        <Button
          variant="outlined"
          onClick={() => live.lookAlike !== null && guided.confirm(live.lookAlike)}
        >
          {text.enrollment.twoPeople}
        </Button>
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button
          variant="outlined"
          startIcon={<Icon path={mdiCamera} />}
          disabled={step === null}
          onClick={() => step !== null && void shoot(step)}
          sx={{ flex: 1, minWidth: 150 }}
        >
          {text.capture.takeNow}
        </Button>
        {capture.step !== null && capture.step !== "front" && (
          <Button
            color="inherit"
            startIcon={<Icon path={mdiSkipNext} />}
            onClick={() => capture.step !== null && guided.skip(capture.step)}
          >
            {text.capture.skip}
          </Button>
        )}
        <CameraMenu occasion={camera.status} deviceId={deviceId} onChoose={setDeviceId} />
      </Box>
    </Box>
  );
}

interface PreviewProps {
  readonly videoRef: RefObject<HTMLVideoElement | null>;
  readonly stream: MediaStream | null;
  readonly capture: Capture;
  readonly live: LiveGuidance;
}

/** As a picture comes, the frame takes its shape; most cameras have this one. */
const USUAL_SHAPE = 16 / 9;

function Preview({ videoRef, stream, capture, live }: PreviewProps) {
  const [shape, setShape] = useState(USUAL_SHAPE);
  const isMirrored = stream !== null && startsMirrored(facesUser(stream));
  const taken = STEPS.filter((step) => {
    const status = capture.shots[step]?.verdict.status;
    return status !== undefined && status !== "rejected";
  });

  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream, videoRef]);

  return (
    <Box
      sx={{
        position: "relative",
        borderRadius: "14px",
        overflow: "hidden",
        backgroundColor: "#0a0c10",
        aspectRatio: Math.min(Math.max(shape, 0.9), USUAL_SHAPE),
        maxHeight: { xs: "52dvh", md: "none" },
        width: "100%",
      }}
    >
      <Box
        component="video"
        ref={videoRef}
        autoPlay
        muted
        playsInline
        aria-label={text.enrollment.cameraPreview}
        onLoadedMetadata={(event) => {
          const { videoWidth, videoHeight } = event.currentTarget;
          if (videoHeight > 0) setShape(videoWidth / videoHeight);
        }}
        sx={{
          width: "100%",
          height: "100%",
          objectFit: "contain",
          display: "block",
          transform: isMirrored ? "scaleX(-1)" : "none",
        }}
      />
      {stream === null ? (
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
      ) : (
        <StepRing
          done={new Set(taken)}
          step={capture.step}
          progress={live.progress}
          isMirrored={isMirrored}
        />
      )}
    </Box>
  );
}

interface InstructionProps {
  readonly step: Step | null;
  readonly isBusy: boolean;
  readonly live: LiveGuidance;
}

/** What flickers for less than this is not read out. */
const SETTLED_MS = 1_200;

/** Lines of a fixed height: what to do, and what the server says just now. */
function Instruction({ step, isBusy, live }: InstructionProps) {
  const said = live.hint === "" ? text.capture.looking : live.hint;
  const hint = step === null ? text.capture.reviewHint : isBusy ? text.capture.checking : said;
  const ask = step === null ? text.capture.reviewTitle : text.capture.ask[step];
  const settled = useSettled(hint, SETTLED_MS);
  return (
    <Box data-testid="capture-guide" data-step={step ?? "done"}>
      <Typography variant="h2" component="p" sx={{ fontSize: "1.25rem" }}>
        {ask}
      </Typography>
      <Typography
        sx={{
          color: live.isGood ? "success.main" : "text.secondary",
          minHeight: { xs: "3em", sm: "1.5em" },
        }}
      >
        {hint}
      </Typography>
      <VisuallyHidden role="status">{`${ask}. ${settled}`}</VisuallyHidden>
    </Box>
  );
}

async function grabPhoto(
  grabber: FrameGrabber,
  video: HTMLVideoElement | null,
): Promise<Blob | null> {
  if (video === null || video.videoWidth === 0) return null;
  const size = { width: video.videoWidth, height: video.videoHeight };
  return grabber.grab(video, { ...size, quality: PHOTO_QUALITY });
}
