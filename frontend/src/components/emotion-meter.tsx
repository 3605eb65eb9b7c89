import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { EmotionDisc } from "@/components/emotion-disc";
import { emotionStyle } from "@/lib/emotions";
import { HAS_EDGE, KEEPS_COLOUR } from "@/lib/forced-colours";
import { percent } from "@/lib/numbers";

interface EmotionMeterProps {
  readonly label: string;
  /** 0..1 */
  readonly probability: number;
}

/** An emotion in an icon, a word and a bar as long as its probability. */
export function EmotionMeter({ label, probability }: EmotionMeterProps) {
  const { name, light, dark } = emotionStyle(label);
  return (
    <Box
      sx={{ display: "flex", alignItems: "center", gap: 1 }}
      title={`${name}, ${percent(probability)}`}
    >
      <EmotionDisc label={label} />
      <Box sx={{ width: 76 }}>
        <Typography
          component="span"
          sx={{ display: "block", fontSize: "0.8125rem", lineHeight: 1.3 }}
        >
          {name}
        </Typography>
        <Box
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(probability * 100)}
          sx={{
            ...HAS_EDGE,
            height: 4,
            borderRadius: 2,
            backgroundColor: "divider",
            overflow: "hidden",
          }}
        >
          <Box
            sx={(theme) => ({
              ...KEEPS_COLOUR,
              height: "100%",
              borderRadius: 2,
              transformOrigin: "left",
              transition: "transform 240ms ease-out",
              backgroundColor: light,
              ...theme.applyStyles("dark", { backgroundColor: dark }),
            })}
            style={{ transform: `scaleX(${probability.toFixed(3)})` }}
          />
        </Box>
      </Box>
    </Box>
  );
}
