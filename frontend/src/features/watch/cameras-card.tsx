import { mdiVideoOffOutline, mdiVideoOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/icon";
import { useClock } from "@/lib/class-now/clock";
import { clockWithSeconds } from "@/lib/time";
import { text } from "@/text";

import type { CameraLog, WatchedCamera } from "./camera-log";

/** The cameras of the class, and whether they send. */
export function CamerasCard({ cameras: log }: { readonly cameras: CameraLog }) {
  const cameras = log.cameras(useClock());
  return (
    <Card component="section" aria-labelledby="cameras-title" sx={{ padding: 2, flexShrink: 0 }}>
      <Typography variant="h2" id="cameras-title">
        {text.watch.cameras}
      </Typography>
      {cameras.length === 0 ? (
        <Box sx={{ paddingTop: 1 }}>
          <Typography variant="body2">{text.watch.noCamera}</Typography>
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {text.watch.noCameraHint}
          </Typography>
        </Box>
      ) : (
        <Box
          component="ul"
          data-testid="watched-cameras"
          sx={{ display: "grid", gap: 1, margin: 0, paddingTop: 1, paddingLeft: 0 }}
        >
          {cameras.map((camera) => (
            <CameraLine key={camera.connectionId} camera={camera} />
          ))}
        </Box>
      )}
    </Card>
  );
}

function CameraLine({ camera }: { readonly camera: WatchedCamera }) {
  const { number, framesPerSecond, silentSinceMs } = camera;
  const isSilent = silentSinceMs !== null;
  return (
    <Box component="li" sx={{ display: "flex", alignItems: "center", gap: 1, listStyle: "none" }}>
      <Icon
        path={isSilent ? mdiVideoOffOutline : mdiVideoOutline}
        fontSize="small"
        sx={{ color: isSilent ? "warning.main" : "success.main" }}
      />
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {text.watch.camera(number)}
      </Typography>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {isSilent
          ? text.watch.cameraSilent(clockWithSeconds(silentSinceMs))
          : text.watch.cameraRate(framesPerSecond.toFixed(framesPerSecond < 2 ? 1 : 0))}
      </Typography>
    </Box>
  );
}
