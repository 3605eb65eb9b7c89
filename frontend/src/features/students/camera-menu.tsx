import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";

import { useCameraList } from "@/lib/camera/use-camera-list";
import { text } from "@/text";

interface CameraMenuProps {
  /** Changes when a camera was allowed: only then do they have names. */
  readonly occasion: string;
  readonly deviceId: string | null;
  readonly onChoose: (deviceId: string) => void;
}

/** Only where there is a choice. */
export function CameraMenu({ occasion, deviceId, onChoose }: CameraMenuProps) {
  const cameras = useCameraList(occasion);
  if (cameras.length < 2) return null;
  return (
    <TextField
      select
      label={text.capture.camera}
      value={deviceId ?? cameras[0]?.deviceId ?? ""}
      onChange={(event) => onChoose(event.target.value)}
      sx={{ minWidth: 160 }}
    >
      {cameras.map((camera, index) => (
        <MenuItem key={camera.deviceId} value={camera.deviceId}>
          {camera.label === "" ? text.capture.cameraNumber(index + 1) : camera.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
