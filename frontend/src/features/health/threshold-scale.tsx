import Box from "@mui/material/Box";

import { HAS_EDGE } from "@/lib/forced-colours";
import { twoDigits } from "@/lib/numbers";
import { text } from "@/text";

interface ThresholdScaleProps {
  readonly unsure: number;
  readonly known: number;
}

/** The similarities from 0 to 1, divided into unknown, not sure and named. */
export function ThresholdScale({ unsure, known }: ThresholdScaleProps) {
  const words = text.health.thresholds;
  const zones = [
    { word: words.scale.unknown, share: unsure, fill: "action.selected" },
    { word: words.scale.unsure, share: known - unsure, fill: "warning.main" },
    { word: words.scale.known, share: 1 - known, fill: "primary.main" },
  ];
  return (
    <Box
      role="img"
      aria-label={words.scaleLabel(twoDigits(unsure), twoDigits(known))}
      sx={{ display: "flex", gap: "2px", marginBottom: 1.75, fontSize: "0.75rem" }}
    >
      {zones.map(({ word, share, fill }) => (
        <Box key={word} sx={{ flexBasis: 0, minWidth: 60 }} style={{ flexGrow: share }}>
          <Box sx={{ ...HAS_EDGE, height: 10, borderRadius: "3px", backgroundColor: fill }} />
          <Box component="span" sx={{ color: "text.secondary" }}>
            {word}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
