import Box from "@mui/material/Box";

import { Icon } from "@/components/icon";
import type { Environment } from "@/lib/api/class-sessions";
import { ENVIRONMENT_ICONS } from "@/lib/environments";
import { text } from "@/text";

/** The environment in an icon and a word. */
export function EnvironmentTag({ environment }: { readonly environment: Environment }) {
  return (
    <Box
      component="span"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        fontSize: "0.875rem",
        color: "text.secondary",
        whiteSpace: "nowrap",
      }}
    >
      <Icon path={ENVIRONMENT_ICONS[environment]} sx={{ fontSize: 18 }} />
      {text.classSessions.environments[environment]}
    </Box>
  );
}
