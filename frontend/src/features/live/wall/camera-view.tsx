import Box from "@mui/material/Box";
import { useRef, useState } from "react";

import { LatePart } from "@/components/late-part";
import type { LiveCamera } from "@/features/live/live-camera";
import type { LiveController } from "@/features/live/live-controller";
import { StatsLine } from "@/features/live/stream/stats-line";
import { useStore } from "@/lib/store";
import { useFullScreen } from "@/lib/use-full-screen";

import { CameraBar } from "./camera-bar";
import { CameraWall } from "./camera-wall";

async function fetchCameraDialog() {
  return (await import("@/features/live/sources/camera-dialog")).CameraDialog;
}

interface CameraViewProps {
  readonly controller: LiveController;
  readonly clipUrl: string | null;
}

/** What is being chosen: another source for this camera, or one for a camera to be added. */
type Choosing = { readonly for: LiveCamera | null } | null;

/** The pictures of the cameras, and below them what can be done with the active one. */
export function CameraView({ controller, clipUrl }: CameraViewProps) {
  const active = useStore(controller.active);
  const [choosing, setChoosing] = useState<Choosing>(null);
  const close = (): void => setChoosing(null);
  const wallRef = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(wallRef);
  return (
    <>
      <CameraWall
        ref={wallRef}
        controller={controller}
        fullScreen={fullScreen}
        onChoose={(camera) => {
          fullScreen.leave();
          setChoosing({ for: camera });
        }}
      />
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          justifyContent: "space-between",
          columnGap: 1,
          rowGap: 1.5,
        }}
      >
        <CameraBar
          controller={controller}
          camera={active}
          fullScreen={fullScreen}
          onChoose={() => setChoosing({ for: active })}
          onAdd={() => setChoosing({ for: null })}
        />
        <StatsLine camera={active} />
      </Box>
      <LatePart
        fetchPart={fetchCameraDialog}
        props={choosing && { controller, camera: choosing.for, clipUrl, onClose: close }}
        onFailed={close}
      />
    </>
  );
}
