import { mdiSpeedometerSlow } from "@mdi/js";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";

import { Icon } from "@/components/icon";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { LiveCamera } from "@/features/live/live-camera";
import type { LoweredEffort } from "@/lib/protocol.gen";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { busyText, loweredTexts } from "./effort-words";
import { useSeldom } from "./use-seldom";

/** Often enough to know, seldom enough not to chatter. */
const ANNOUNCED_EVERY_MS = 10_000;

interface EffortChipProps {
  readonly camera: LiveCamera;
}

/** Says calmly that the server does less to keep up, and what; its place is there all the time. */
export function EffortChip({ camera }: EffortChipProps) {
  const effort = useStore(camera.effort);
  const announced = useSeldom(effort === null ? "" : busyText(effort), ANNOUNCED_EVERY_MS);
  return (
    <Box
      component="span"
      sx={{
        display: "inline-flex",
        justifyContent: "flex-end",
        // Before what it would push aside, but on a phone, where lines begin at the left.
        order: { xs: 1, md: -1 },
        minWidth: { xs: 28, md: 66 },
        height: 24,
      }}
    >
      {effort !== null && <Busy effort={effort} />}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
    </Box>
  );
}

function Busy({ effort }: { readonly effort: LoweredEffort }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const titleId = useId();
  const summary = busyText(effort);
  return (
    <>
      <Chip
        size="small"
        variant="outlined"
        clickable
        component="button"
        data-testid="effort"
        aria-label={summary}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        title={anchor === null ? summary : undefined}
        icon={<Icon path={mdiSpeedometerSlow} />}
        label={<Label summary={summary} />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          font: "inherit",
          color: "text.secondary",
          "& .MuiChip-label": { paddingInline: { xs: 0.5, md: 1 } },
        }}
      />
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "top", horizontal: "center" }}
        transformOrigin={{ vertical: "bottom", horizontal: "center" }}
        slotProps={{ paper: { role: "dialog", "aria-labelledby": titleId } }}
      >
        <Box sx={{ padding: 2, maxWidth: 340 }} data-testid="effort-details">
          <Typography variant="h3" component="h2" id={titleId}>
            {text.effort.title}
          </Typography>
          <Typography variant="body2" sx={{ color: "text.secondary", marginTop: 0.5 }}>
            {text.effort.why}
          </Typography>
          <Box component="ul" sx={{ margin: 0, marginTop: 1, paddingLeft: 2.5, fontSize: 14 }}>
            {loweredTexts(effort).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Box>
        </Box>
      </Popover>
    </>
  );
}

/** The whole line where there is room for it. */
function Label({ summary }: { readonly summary: string }) {
  const wide = "@media (min-width: 1700px)";
  return (
    <>
      <Box
        component="span"
        sx={{ display: { xs: "none", md: "inline" }, [wide]: { display: "none" } }}
      >
        {text.effort.busy}
      </Box>
      <Box component="span" sx={{ display: "none", [wide]: { display: "inline" } }}>
        {summary}
      </Box>
    </>
  );
}
