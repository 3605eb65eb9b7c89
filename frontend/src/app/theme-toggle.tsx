import { mdiThemeLightDark, mdiWeatherNight, mdiWhiteBalanceSunny } from "@mdi/js";
import IconButton from "@mui/material/IconButton";
import { useColorScheme } from "@mui/material/styles";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/icon";
import { text } from "@/text";

const MODES = ["system", "light", "dark"] as const;
const ICONS = { system: mdiThemeLightDark, light: mdiWhiteBalanceSunny, dark: mdiWeatherNight };

/** Steps from the system's colour scheme to light to dark; the choice is remembered. */
export function ThemeToggle() {
  const { mode = "system", setMode } = useColorScheme();
  const label = `${text.colourScheme.label}: ${text.colourScheme[mode]}`;
  const next = MODES[(MODES.indexOf(mode) + 1) % MODES.length] ?? "system";
  return (
    <Tooltip title={label}>
      <IconButton onClick={() => setMode(next)} aria-label={label} color="inherit">
        <Icon path={ICONS[mode]} />
      </IconButton>
    </Tooltip>
  );
}
