import { mdiEyeOffOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";

import { Icon } from "@/components/icon";
import { presenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

/** Views that fill the window are this much lower while the bar is there. */
export const BAR_HEIGHT_PX = 40;

/** Says that names are hidden, and how to have them back; stays in sight while the view scrolls. */
export function PresenterBar() {
  return (
    <Box
      component="aside"
      aria-label={text.presenter.barLabel}
      data-testid="presenter-bar"
      sx={{
        position: "sticky",
        top: 0,
        zIndex: "appBar",
        height: BAR_HEIGHT_PX,
        display: "flex",
        alignItems: "center",
        gap: 1,
        paddingInline: { xs: 2, md: 2.5 },
        backgroundColor: "primary.main",
        color: "primary.contrastText",
        fontSize: "0.875rem",
      }}
    >
      <Icon path={mdiEyeOffOutline} fontSize="small" />
      <Box component="span" sx={{ fontWeight: 600, whiteSpace: "nowrap" }}>
        {text.presenter.barTitle}
      </Box>
      <Box
        component="span"
        sx={{
          display: { xs: "none", sm: "inline" },
          overflow: "hidden",
          textOverflow: "ellipsis",
          whiteSpace: "nowrap",
        }}
      >
        {text.presenter.barHint}
      </Box>
      <Button
        size="small"
        color="inherit"
        variant="outlined"
        aria-keyshortcuts={text.presenter.keys}
        onClick={() => presenterMode.set(false)}
        sx={{ marginLeft: "auto", whiteSpace: "nowrap", flexShrink: 0, paddingBlock: 0.125 }}
      >
        {text.presenter.show}
        <Box component="kbd" sx={KEYS}>
          {text.presenter.keys}
        </Box>
      </Button>
    </Box>
  );
}

const KEYS = {
  display: { xs: "none", md: "inline" },
  marginLeft: 1,
  opacity: 0.85,
  font: "inherit",
  fontWeight: 400,
} as const;
