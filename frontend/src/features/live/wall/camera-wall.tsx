import { mdiFullscreenExit } from "@mdi/js";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import type { Theme } from "@mui/material/styles";
import type { SystemStyleObject } from "@mui/system";
import type { RefObject } from "react";

import { Icon } from "@/components/icon";
import { LatePart } from "@/components/late-part";
import type { LiveCamera } from "@/features/live/live-camera";
import { MAX_CAMERAS, type LiveController } from "@/features/live/live-controller";
import { Stage } from "@/features/live/stage/stage";
import { useStore } from "@/lib/store";
import type { FullScreen } from "@/lib/use-full-screen";
import { text } from "@/text";

import { useIsNarrow } from "./use-is-narrow";

async function fetchCameraTabs() {
  return (await import("./camera-tabs")).CameraTabs;
}
/** As high as MUI's tabs, so that nothing moves when they come. */
const TABS_HEIGHT_PX = 48;

interface CameraWallProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly controller: LiveController;
  readonly fullScreen: FullScreen;
  readonly onChoose: (camera: LiveCamera) => void;
}

/**
 * The pictures of all cameras: the active one large and the others beside it, or all in the same
 * size. Where there is no room for that, as on a phone, one at a time, and tabs.
 */
export function CameraWall({ ref, controller, fullScreen, onChoose }: CameraWallProps) {
  const cameras = useStore(controller.cameras);
  const active = useStore(controller.active);
  const layout = useStore(controller.layout);
  const isNarrow = useIsNarrow();
  const several = cameras.length > 1;
  const hasTabs = isNarrow && several;
  const shown = isNarrow ? [active] : cameras;
  const isLarge = layout === "large";
  return (
    <Box>
      <Box sx={{ minHeight: hasTabs ? TABS_HEIGHT_PX : 0 }}>
        <LatePart
          fetchPart={fetchCameraTabs}
          props={hasTabs ? { controller, cameras, active } : null}
        />
      </Box>
      <Box
        ref={ref}
        role="group"
        aria-label={text.cameras.label}
        sx={[WALL, ...(shown.length > 1 ? [isLarge ? LARGE : gridOf(shown.length)] : [])]}
      >
        {shown.map((camera) => (
          <Stage
            key={camera.id}
            camera={camera}
            isActive={camera === active}
            isSmall={several && isLarge && camera !== active}
            hasName={shown.length > 1}
            onActivate={shown.length > 1 ? () => controller.active.set(camera) : null}
            onChoose={() => onChoose(camera)}
          />
        ))}
        {fullScreen.isOn && (
          <IconButton
            aria-label={text.cameras.leaveFullScreen}
            onClick={fullScreen.toggle}
            sx={{ position: "absolute", top: 12, right: 12, zIndex: 3, color: "#e9ecf1" }}
          >
            <Icon path={mdiFullscreenExit} />
          </IconButton>
        )}
      </Box>
    </Box>
  );
}

const WALL: SystemStyleObject<Theme> = {
  position: "relative",
  display: "grid",
  gap: "6px",
  aspectRatio: "16 / 9",
  maxHeight: { xs: "60dvh", md: "var(--stage-height)" },
  width: "100%",
  "&:fullscreen": { maxHeight: "none", aspectRatio: "auto", backgroundColor: "#000" },
};

/** A large picture and room for three beside it, each of the same shape. */
const SMALL_ONES = MAX_CAMERAS - 1;
const LARGE: SystemStyleObject<Theme> = {
  aspectRatio: `${16 * (SMALL_ONES + 1)} / ${9 * SMALL_ONES}`,
  gridTemplateColumns: `minmax(0, ${SMALL_ONES}fr) minmax(0, 1fr)`,
  gridTemplateRows: `repeat(${SMALL_ONES}, minmax(0, 1fr))`,
  "& > [data-active=true]": { gridColumn: 1, gridRow: "1 / -1" },
  "& > [data-active=false]": { gridColumn: 2 },
};

function gridOf(count: number): SystemStyleObject<Theme> {
  const rows = Math.ceil(count / 2);
  return {
    aspectRatio: `32 / ${9 * rows}`,
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
  };
}
