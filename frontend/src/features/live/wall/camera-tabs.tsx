import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";

import { ConnectionDot } from "@/components/connection-dot";
import type { LiveCamera } from "@/features/live/live-camera";
import type { LiveController } from "@/features/live/live-controller";
import { useCameraTitle } from "@/features/live/sources/use-camera-title";
import { useStore } from "@/lib/store";
import { text } from "@/text";

interface CameraTabsProps {
  readonly controller: LiveController;
  readonly cameras: readonly LiveCamera[];
  readonly active: LiveCamera;
}

/** Switches between cameras where only one fits on the screen. The others run on. */
export function CameraTabs({ controller, cameras, active }: CameraTabsProps) {
  return (
    <Tabs
      value={active.id}
      variant="scrollable"
      scrollButtons={false}
      aria-label={text.cameras.label}
      onChange={(_, id) => {
        const chosen = cameras.find((camera) => camera.id === id);
        if (chosen !== undefined) controller.active.set(chosen);
      }}
    >
      {cameras.map((camera) => (
        <Tab
          key={camera.id}
          value={camera.id}
          icon={<Dot camera={camera} />}
          iconPosition="start"
          label={<Title camera={camera} />}
          sx={{ minHeight: 48, gap: 1 }}
        />
      ))}
    </Tabs>
  );
}

function Title({ camera }: { readonly camera: LiveCamera }) {
  return useCameraTitle(camera);
}

function Dot({ camera }: { readonly camera: LiveCamera }) {
  return <ConnectionDot phase={useStore(camera.connection.state).phase} />;
}
