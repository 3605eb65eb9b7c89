import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";

import { TextureSwatch } from "@/components/history/texture-swatch";
import { emotionStyle } from "@/lib/emotions";
import { HAS_EDGE } from "@/lib/forced-colours";
import { text } from "@/text";

interface ChartLegendProps {
  readonly labels: readonly string[];
  /** The one that is shown alone; null shows all. */
  readonly only: string | null;
  readonly onOnly: (label: string | null) => void;
}

/** What the chart's colours and textures mean, from the bottom up; each can be shown alone. */
export function ChartLegend({ labels, only, onOnly }: ChartLegendProps) {
  return (
    <Box
      role="group"
      aria-label={text.history.legend}
      sx={{ display: "flex", flexWrap: "wrap", columnGap: 0.5, rowGap: 0.5 }}
    >
      {labels.map((label) => (
        <ButtonBase
          key={label}
          aria-pressed={only === label}
          title={text.history.showAlone(emotionStyle(label).name)}
          onClick={() => onOnly(only === label ? null : label)}
          sx={{
            gap: 0.75,
            paddingInline: 1,
            minHeight: 32,
            borderRadius: 2,
            fontFamily: "inherit",
            fontSize: "0.8125rem",
            opacity: only === null || only === label ? 1 : 0.55,
            ...(only === label && HAS_EDGE),
            backgroundColor: only === label ? "action.selected" : "transparent",
            "&:hover, &:focus-visible": { backgroundColor: "action.hover", opacity: 1 },
          }}
        >
          <TextureSwatch label={label} />
          {emotionStyle(label).name}
        </ButtonBase>
      ))}
    </Box>
  );
}
