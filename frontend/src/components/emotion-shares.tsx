import Box from "@mui/material/Box";

import { EmotionDisc } from "@/components/emotion-disc";
import { emotionStyle } from "@/lib/emotions";
import { KEEPS_COLOUR } from "@/lib/forced-colours";
import { percent } from "@/lib/numbers";

interface EmotionSharesProps {
  readonly labels: readonly string[];
  /** Part of each label in the whole, 0..1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** One bar, divided among the emotions, and what its colours mean. */
export function EmotionShares({ labels, shares }: EmotionSharesProps) {
  return (
    <Box>
      <Box aria-hidden sx={{ display: "flex", gap: "2px", marginBottom: 1.25 }}>
        {labels.map((label) => (
          <Share key={label} label={label} share={shares[label] ?? 0} />
        ))}
      </Box>
      <EmotionLegend labels={labels} shares={shares} />
    </Box>
  );
}

function Share({ label, share }: { readonly label: string; readonly share: number }) {
  const { light, dark } = emotionStyle(label);
  return (
    <Box
      sx={(theme) => ({
        ...KEEPS_COLOUR,
        height: 10,
        flexBasis: 0,
        borderRadius: "3px",
        transition: "flex-grow 400ms ease-out",
        backgroundColor: light,
        ...theme.applyStyles("dark", { backgroundColor: dark }),
      })}
      style={{ flexGrow: share }}
    />
  );
}

/** What the colours mean, and how large each part is. */
export function EmotionLegend({ labels, shares }: EmotionSharesProps) {
  return (
    <Box
      component="ul"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        columnGap: 2,
        rowGap: 0.5,
        margin: 0,
        padding: 0,
        listStyle: "none",
      }}
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
            {shares[label] === undefined ? "–" : percent(shares[label])}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
