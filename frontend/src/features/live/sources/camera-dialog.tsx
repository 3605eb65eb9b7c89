import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import type { LiveCamera } from "@/features/live/live-camera";
import type { LiveController } from "@/features/live/live-controller";
import { useCameraList } from "@/lib/camera/use-camera-list";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { sourceOptions, suggestedOption, type SourceOption } from "./source-options";
import { SourcePreview } from "./source-preview";

interface CameraDialogProps {
  readonly controller: LiveController;
  /** The camera that another source is chosen for; null to add one. */
  readonly camera: LiveCamera | null;
  readonly clipUrl: string | null;
  readonly onClose: () => void;
}

/** All sources by name, and the picture of the one that would be started. */
export function CameraDialog({ controller, camera, clipUrl, onClose }: CameraDialogProps) {
  const [picked, setPicked] = useState<string | null>(null);
  // The browser names its cameras once one of them was opened, as the preview does.
  const [opened, setOpened] = useState(0);
  const devices = useCameraList(String(opened));
  const cameras = useStore(controller.cameras);
  const others = cameras.filter((other) => other !== camera);
  const taken = new Set(others.flatMap(({ deviceId }) => deviceId ?? []));
  const options = sourceOptions({ devices, clipUrl, taken });
  const chosen =
    options.find(({ key, inUse }) => key === picked && !inUse) ??
    suggestedOption(options, camera?.choice.get().source ?? null);

  const start = (): void => {
    onClose();
    if (chosen !== null) void startWith(controller, camera, chosen);
  };

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="camera-dialog-title">
      <DialogTitle id="camera-dialog-title">
        {camera === null ? text.cameras.addTitle : text.cameras.chooseTitle}
      </DialogTitle>
      <DialogContent
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "minmax(0, 2fr) minmax(0, 3fr)" },
          gap: 2,
          alignItems: "start",
        }}
      >
        <Box sx={{ order: { sm: 1 } }}>
          {chosen === null ? (
            <NoneFree />
          ) : (
            <SourcePreview
              source={chosen.source}
              running={camera}
              onOpened={() => setOpened((times) => times + 1)}
            />
          )}
        </Box>
        <RadioGroup
          aria-labelledby="camera-dialog-title"
          value={chosen?.key ?? ""}
          onChange={(_, key) => setPicked(key)}
        >
          {options.map(({ key, title, inUse }) => (
            <FormControlLabel
              key={key}
              value={key}
              disabled={inUse}
              control={<Radio />}
              label={inUse ? `${title} (${text.cameras.inUse})` : title}
            />
          ))}
        </RadioGroup>
      </DialogContent>
      <DialogActions sx={{ padding: 2 }}>
        <Button color="inherit" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button variant="contained" disabled={chosen === null} onClick={start}>
          {text.cameras.startThis}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

async function startWith(
  controller: LiveController,
  camera: LiveCamera | null,
  { source }: SourceOption,
): Promise<void> {
  if (camera === null) {
    await controller.add(source)?.start();
    return;
  }
  camera.stop();
  camera.choose(source);
  await camera.start();
}

function NoneFree() {
  return (
    <Box sx={{ padding: 3, textAlign: "center" }}>
      <Typography variant="h3" component="p">
        {text.cameras.noneFree}
      </Typography>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {text.cameras.noneFreeHint}
      </Typography>
    </Box>
  );
}
