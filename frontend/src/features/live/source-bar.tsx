import { mdiFlipHorizontal, mdiPlay, mdiStop } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/icon";
import { useCameraList } from "@/lib/camera/use-camera-list";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import type { LiveController } from "./live-controller";
import { sourceKey, type SourceChoice } from "./source-choice";

interface SourceBarProps {
  readonly controller: LiveController;
  readonly choice: SourceChoice;
  readonly clipUrl: string | null;
}

/** Where the picture comes from, and whether it runs. */
export function SourceBar({ controller, choice, clipUrl }: SourceBarProps) {
  const { phase } = useStore(controller.source);
  const running = phase === "on" || phase === "starting";
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
      <Button
        variant={running ? "outlined" : "contained"}
        color={running ? "inherit" : "primary"}
        startIcon={<Icon path={running ? mdiStop : mdiPlay} />}
        sx={{ minWidth: 104 }}
        onClick={() => {
          if (running) controller.stop();
          else void controller.start(choice.source);
        }}
      >
        {running ? text.live.stop : text.live.start}
      </Button>
      <SourceMenu
        choice={choice}
        clipUrl={clipUrl}
        phase={phase}
        onChoose={(key) => {
          const source = choice.choose(key);
          if (running) void controller.start(source);
        }}
      />
      <MirrorToggle controller={controller} />
    </Box>
  );
}

interface SourceMenuProps {
  readonly choice: SourceChoice;
  readonly clipUrl: string | null;
  /** The browser names its cameras once one has been opened, so the list follows the phase. */
  readonly phase: string;
  readonly onChoose: (key: string) => void;
}

function SourceMenu({ choice, clipUrl, phase, onChoose }: SourceMenuProps) {
  const cameras = useCameraList(phase);
  const options = [
    ...(clipUrl === null ? [] : [{ key: "clip", label: text.live.demoClip }]),
    { key: "camera:", label: text.live.defaultCamera },
    ...cameras.map(({ deviceId, label }, index) => ({
      key: `camera:${deviceId}`,
      label: label === "" ? text.live.camera(index + 1) : label,
    })),
  ];
  const chosen = sourceKey(choice.source);
  const known = options.some(({ key }) => key === chosen);
  return (
    <TextField
      select
      label={text.live.source}
      value={known ? chosen : "camera:"}
      onChange={(event) => onChoose(event.target.value)}
      sx={{ flex: { xs: 1, sm: "none" }, width: { sm: 220 }, minWidth: 140 }}
    >
      {options.map(({ key, label }) => (
        <MenuItem key={key} value={key}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function MirrorToggle({ controller }: { readonly controller: LiveController }) {
  const source = useStore(controller.source);
  return (
    <Tooltip title={text.live.mirror}>
      <span>
        <ToggleButton
          value="mirrored"
          size="small"
          aria-label={text.live.mirror}
          disabled={source.phase !== "on"}
          selected={source.phase === "on" && source.mirrored}
          onChange={() => controller.setMirrored(source.phase === "on" && !source.mirrored)}
        >
          <Icon path={mdiFlipHorizontal} fontSize="small" />
        </ToggleButton>
      </span>
    </Tooltip>
  );
}
