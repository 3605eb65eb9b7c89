import Box from "@mui/material/Box";

import { EmotionDisc } from "@/components/emotion-disc";
import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";

interface EmotionLegendProps {
  readonly labels: readonly string[];
  /** Part of each label in the whole, 0..1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** What the colours mean, and how much of each there is. */
export function EmotionLegend({ labels, shares }: EmotionLegendProps) {
  return (
    <Box
      component="ul"
      sx={{ display: "flex", flexWrap: "wrap", columnGap: 2, rowGap: 0.5, margin: 0, padding: 0, listStyle: "none" }}
    >
      {labels.map((label) => (
        <Box
          component="li"
          key={label}
          sx={{ display: "flex", alignItems: "center", gap: 0.75, fontSize: "0.8125rem" }}
        >
          <EmotionDisc label={label} size={18} />
          {emotionStyle(label).name}
          <Box component="span" sx={{ color: "text.secondary" }}>
            {percent(shares[label] ?? 0)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
