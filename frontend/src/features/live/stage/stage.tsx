import { mdiCameraOffOutline, mdiVideoOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ButtonBase from "@mui/material/ButtonBase";
import CircularProgress from "@mui/material/CircularProgress";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import { Icon } from "@/components/icon";
import type { LiveCamera } from "@/features/live/live-camera";
import { OverlayCanvas } from "@/features/live/overlay/overlay-canvas";
import { useCameraTitle } from "@/features/live/sources/use-camera-title";
import type { CameraProblem } from "@/lib/camera/camera-problem";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { ConnectionBanner } from "./connection-banner";
import { FailureNote } from "./failure-note";
import { PictureWarning } from "./picture-warning";
import { StageName } from "./stage-name";
import { VideoHost } from "./video-host";

interface StageProps {
  readonly camera: LiveCamera;
  readonly isActive: boolean;
  /** Beside a large one: no room for words. */
  readonly isSmall: boolean;
  /** Whether the camera has to be told apart from others. */
  readonly hasName: boolean;
  /** Makes this the active camera; null where it is the only one that is shown. */
  readonly onActivate: (() => void) | null;
  readonly onChoose: () => void;
}

/** A camera's picture with everything drawn over it, or what to do so that there is one. */
export function Stage({ camera, isActive, isSmall, hasName, onActivate, onChoose }: StageProps) {
  const isOn = useStore(camera.source).phase === "on";
  return (
    <Box
      data-testid="stage"
      data-active={isActive}
      sx={{
        position: "relative",
        containerType: "inline-size",
        minWidth: 0,
        minHeight: 0,
        borderRadius: "14px",
        overflow: "hidden",
        backgroundColor: "#0a0c10",
        color: "#e9ecf1",
      }}
    >
      <VideoHost camera={camera} />
      <OverlayCanvas camera={camera} />
      {hasName && <StageName camera={camera} />}
      {!isSmall && <SourceMessage camera={camera} onChoose={onChoose} />}
      {onActivate !== null && (
        <ActivateButton camera={camera} isActive={isActive} onActivate={onActivate} />
      )}
      {isOn && (
        <Box sx={NOTES}>
          <PictureWarning camera={camera} />
          <FailureNote camera={camera} />
          <ConnectionBanner connection={camera.connection} />
        </Box>
      )}
    </Box>
  );
}

const NOTES = {
  position: "absolute",
  zIndex: 2,
  insetInline: 12,
  bottom: 12,
  display: "grid",
  gap: 1,
  pointerEvents: "none",
  "@container (max-width: 360px)": { insetInline: 6, bottom: 6 },
} as const;

interface ActivateButtonProps {
  readonly camera: LiveCamera;
  readonly isActive: boolean;
  readonly onActivate: () => void;
}

/** The whole picture, below what else can be pressed on it. */
function ActivateButton({ camera, isActive, onActivate }: ActivateButtonProps) {
  const title = useCameraTitle(camera);
  return (
    <ButtonBase
      focusRipple
      aria-label={text.cameras.showLarge(title)}
      aria-pressed={isActive}
      onClick={onActivate}
      sx={{
        position: "absolute",
        inset: 0,
        borderRadius: "14px",
        boxShadow: isActive ? "inset 0 0 0 2px rgba(233, 236, 241, 0.75)" : "none",
        "&:focus-visible": { boxShadow: "inset 0 0 0 3px #fff" },
      }}
    />
  );
}

interface SourceMessageProps {
  readonly camera: LiveCamera;
  readonly onChoose: () => void;
}

function SourceMessage({ camera, onChoose }: SourceMessageProps) {
  const source = useStore(camera.source);
  const isDemo = useStore(camera.choice).source.kind === "clip";
  const start = (): void => void camera.start();
  switch (source.phase) {
    case "on":
      return null;
    case "starting":
      return (
        <Box sx={{ position: "absolute", inset: 0, display: "grid", placeItems: "center" }}>
          <CircularProgress color="inherit" aria-label={text.live.starting} />
        </Box>
      );
    case "off":
      return (
        <StageMessage
          icon={mdiVideoOutline}
          title={text.live.readyTitle}
          detail={isDemo ? text.live.readyHintDemo : text.live.readyHint}
          action={<Actions label={text.live.start} onStart={start} onChoose={onChoose} />}
        />
      );
    case "failed":
      return (
        <StageMessage
          icon={mdiCameraOffOutline}
          title={text.cameraProblems[source.problem].title}
          detail={detailOf(source.problem)}
          action={<Actions label={text.retry} onStart={start} onChoose={onChoose} />}
          alert
        />
      );
  }
}

/** Here a camera that is plugged in again starts by itself. */
function detailOf(problem: CameraProblem): string {
  if (problem === "lost") return text.cameras.lostDetail;
  if (problem === "not_found") return text.cameras.missingDetail;
  return text.cameraProblems[problem].detail;
}

interface ActionsProps {
  readonly label: string;
  readonly onStart: () => void;
  readonly onChoose: () => void;
}

function Actions({ label, onStart, onChoose }: ActionsProps) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", justifyContent: "center", gap: 1, zIndex: 1 }}>
      <Button
        variant="contained"
        onClick={onStart}
        sx={{
          backgroundColor: "#e9ecf1",
          color: "#10142e",
          "&:hover": { backgroundColor: "#fff" },
        }}
      >
        {label}
      </Button>
      <Button color="inherit" onClick={onChoose}>
        {text.cameras.choose}
      </Button>
    </Box>
  );
}

interface StageMessageProps {
  readonly icon: string;
  readonly title: string;
  readonly detail: string;
  readonly action: ReactNode;
  readonly alert?: boolean;
}

function StageMessage({ icon, title, detail, action, alert = false }: StageMessageProps) {
  return (
    <Box
      role={alert ? "alert" : undefined}
      sx={{
        position: "absolute",
        inset: 0,
        display: "flex",
        flexDirection: "column",
        alignItems: "center",
        justifyContent: "center",
        textAlign: "center",
        gap: { xs: 0.75, sm: 1.25 },
        padding: { xs: 2, sm: 4 },
      }}
    >
      <Icon path={icon} sx={{ fontSize: { xs: 28, sm: 44 }, opacity: 0.75 }} />
      <Typography variant="h2">{title}</Typography>
      <Typography variant="body2" sx={{ maxWidth: 480, color: "#b4bcc9" }}>
        {detail}
      </Typography>
      {action}
    </Box>
  );
}
