import {
  mdiCameraPlusOutline,
  mdiClose,
  mdiFlipHorizontal,
  mdiFullscreen,
  mdiMenuDown,
  mdiPlay,
  mdiStop,
  mdiViewDashboardOutline,
  mdiViewGridOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/icon";
import type { LiveCamera } from "@/features/live/live-camera";
import { MAX_CAMERAS, type LiveController } from "@/features/live/live-controller";
import { useCameraTitle } from "@/features/live/sources/use-camera-title";
import { useStore } from "@/lib/store";
import type { FullScreen } from "@/lib/use-full-screen";
import { text } from "@/text";

import { useIsNarrow } from "./use-is-narrow";

interface CameraBarProps {
  readonly controller: LiveController;
  readonly camera: LiveCamera;
  readonly fullScreen: FullScreen;
  readonly onChoose: () => void;
  readonly onAdd: () => void;
}

/** What can be done with the active camera, and with all of them. */
export function CameraBar({ controller, camera, fullScreen, onChoose, onAdd }: CameraBarProps) {
  const cameras = useStore(controller.cameras);
  const layout = useStore(controller.layout);
  const title = useCameraTitle(camera);
  const several = cameras.length > 1;
  const isNarrow = useIsNarrow();
  const full = cameras.length >= MAX_CAMERAS;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1, minWidth: 0 }}>
      <StartStop controller={controller} camera={camera} />
      <Button
        variant="outlined"
        color="inherit"
        aria-label={text.cameras.chosen(title)}
        aria-haspopup="dialog"
        endIcon={<Icon path={mdiMenuDown} />}
        onClick={onChoose}
        sx={{ minWidth: 0, maxWidth: 240 }}
      >
        <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>
          <Box component="span" sx={{ whiteSpace: "nowrap" }}>
            {title}
          </Box>
        </Box>
      </Button>
      <Box sx={{ display: "flex", alignItems: "center" }}>
        <MirrorButton camera={camera} />
        {several && !isNarrow && (
          <Tool
            icon={layout === "large" ? mdiViewGridOutline : mdiViewDashboardOutline}
            label={layout === "large" ? text.cameras.asGrid : text.cameras.asLarge}
            onClick={() => controller.layout.set(layout === "large" ? "grid" : "large")}
          />
        )}
        {fullScreen.isOffered && (
          <Tool icon={mdiFullscreen} label={text.cameras.fullScreen} onClick={fullScreen.toggle} />
        )}
        <Tool
          icon={mdiCameraPlusOutline}
          label={full ? text.cameras.full(MAX_CAMERAS) : text.cameras.add}
          disabled={full}
          onClick={onAdd}
        />
        {several && (
          <Tool
            icon={mdiClose}
            label={text.cameras.removeNamed(title)}
            onClick={() => controller.remove(camera)}
          />
        )}
      </Box>
    </Box>
  );
}

interface StartStopProps {
  readonly controller: LiveController;
  readonly camera: LiveCamera;
}

function StartStop({ controller, camera }: StartStopProps) {
  const { phase } = useStore(camera.source);
  const isLive = useStore(controller.isLive);
  const { length: count } = useStore(controller.cameras);
  const running = phase === "on" || phase === "starting";
  if (!running && !isLive && count > 1) {
    return (
      <Button
        variant="contained"
        startIcon={<Icon path={mdiPlay} />}
        onClick={() => void controller.startAll()}
      >
        {text.cameras.startAll(count)}
      </Button>
    );
  }
  return (
    <Button
      variant={running ? "outlined" : "contained"}
      color={running ? "inherit" : "primary"}
      startIcon={<Icon path={running ? mdiStop : mdiPlay} />}
      sx={{ minWidth: 104 }}
      onClick={() => {
        if (running) camera.stop();
        else void camera.start();
      }}
    >
      {running ? text.live.stop : text.live.start}
    </Button>
  );
}

function MirrorButton({ camera }: { readonly camera: LiveCamera }) {
  const source = useStore(camera.source);
  const mirrored = source.phase === "on" && source.mirrored;
  return (
    <Tool
      icon={mdiFlipHorizontal}
      label={text.live.mirror}
      disabled={source.phase !== "on"}
      pressed={mirrored}
      onClick={() => camera.setMirrored(!mirrored)}
    />
  );
}

interface ToolProps {
  readonly icon: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon, label, disabled = false, pressed, onClick }: ToolProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          aria-label={label}
          aria-pressed={pressed}
          color={pressed === true ? "primary" : "default"}
          disabled={disabled}
          onClick={onClick}
        >
          <Icon path={icon} fontSize="small" />
        </IconButton>
      </span>
    </Tooltip>
  );
}
