import { mdiCameraOffOutline, mdiVideoOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import { Icon } from "@/components/icon";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { ConnectionBanner } from "./connection-banner";
import type { LiveController } from "./live-controller";
import { OverlayCanvas } from "./overlay-canvas";
import { VideoHost } from "./video-host";

interface StageProps {
  readonly controller: LiveController;
  readonly isDemo: boolean;
  readonly onStart: () => void;
}

/** The picture with everything drawn over it, or what to do so that there is one. */
export function Stage({ controller, isDemo, onStart }: StageProps) {
  const source = useStore(controller.source);
  return (
    <Box
      sx={{
        position: "relative",
        aspectRatio: "16 / 9",
        maxHeight: { xs: "60dvh", md: "calc(100dvh - 190px)" },
        marginInline: "auto",
        width: "100%",
        borderRadius: "14px",
        overflow: "hidden",
        backgroundColor: "#0a0c10",
        color: "#e9ecf1",
      }}
    >
      <VideoHost controller={controller} />
      <OverlayCanvas controller={controller} />
      {source.phase === "off" && (
        <StageMessage
          icon={mdiVideoOutline}
          title={text.live.readyTitle}
          detail={isDemo ? text.live.readyHintDemo : text.live.readyHint}
          action={<StartButton label={text.live.start} onStart={onStart} />}
        />
      )}
      {source.phase === "starting" && <Starting />}
      {source.phase === "failed" && (
        <StageMessage
          icon={mdiCameraOffOutline}
          {...text.cameraProblems[source.problem]}
          action={<StartButton label={text.retry} onStart={onStart} />}
          alert
        />
      )}
      {source.phase === "on" && <ConnectionBanner connection={controller.connection} />}
    </Box>
  );
}

function StartButton({ label, onStart }: { readonly label: string; readonly onStart: () => void }) {
  return (
    <Button
      variant="contained"
      onClick={onStart}
      sx={{ backgroundColor: "#e9ecf1", color: "#10142e", "&:hover": { backgroundColor: "#fff" } }}
    >
      {label}
    </Button>
  );
}

function Starting() {
  return (
    <Box sx={{ position: "absolute", inset: 0, display: "grid", placeItems: "center" }}>
      <CircularProgress color="inherit" aria-label={text.live.starting} />
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
