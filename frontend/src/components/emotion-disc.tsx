import Box from "@mui/material/Box";

import { Icon } from "@/components/icon";
import { emotionStyle } from "@/lib/emotions";
import { KEEPS_COLOUR } from "@/lib/forced-colours";

interface EmotionDiscProps {
  readonly label: string;
  /** Pixels. */
  readonly size?: number;
}

/** The emotion's icon on its colour; the word stands beside it. */
export function EmotionDisc({ label, size = 22 }: EmotionDiscProps) {
  const { icon, light, dark } = emotionStyle(label);
  return (
    <Box
      component="span"
      sx={(theme) => ({
        ...KEEPS_COLOUR,
        display: "inline-grid",
        placeItems: "center",
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: "50%",
        backgroundColor: light,
        color: "#0e1116",
        ...theme.applyStyles("dark", { backgroundColor: dark }),
      })}
    >
      <Icon path={icon} sx={{ fontSize: size * 0.8 }} />
    </Box>
  );
}
