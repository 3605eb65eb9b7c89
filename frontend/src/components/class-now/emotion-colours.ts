import type { Theme } from "@mui/material/styles";
import type { CSSProperties } from "react";

import { emotionStyle } from "@/lib/emotions";

const FILL = "& .emotion-fill";
const DISC = "& .emotion-disc";

/**
 * Style of what holds many emotions: their colours in both schemes. Said once for a whole list, as a
 * style of each part's own is slow for hundreds of them.
 */
export function emotionParts(theme: Theme) {
  return {
    [FILL]: { fill: "var(--emotion-light)" },
    [DISC]: { backgroundColor: "var(--emotion-light)", color: "#0e1116" },
    ...theme.applyStyles("dark", {
      [FILL]: { fill: "var(--emotion-dark)" },
      [DISC]: { backgroundColor: "var(--emotion-dark)", color: "#0e1116" },
    }),
  };
}

/** The colours of one emotion, for a part inside. */
export function emotionColours(label: string): CSSProperties {
  const { light, dark } = emotionStyle(label);
  return { "--emotion-light": light, "--emotion-dark": dark } as CSSProperties;
}
