import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";

import { useCameraList } from "@/lib/camera/use-camera-list";
import { text } from "@/text";

interface CameraMenuProps {
  /** Changes when a camera was allowed: only then do they have names. */
  readonly occasion: string;
  readonly deviceId: string | null;
  /** Whether none is open: then a single one is a choice, too. */
  readonly isNoneOpen?: boolean;
  readonly onChoose: (deviceId: string) => void;
}

/** Only where there is a choice. */
export function CameraMenu({ occasion, deviceId, isNoneOpen = false, onChoose }: CameraMenuProps) {
  const cameras = useCameraList(occasion);
  if (cameras.length < (isNoneOpen ? 1 : 2)) return null;
  return (
    <TextField
      select
      label={text.capture.camera}
      value={isNoneOpen ? "" : (deviceId ?? cameras[0]?.deviceId ?? "")}
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
