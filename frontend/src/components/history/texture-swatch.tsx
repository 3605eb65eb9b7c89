import Box from "@mui/material/Box";
import { useId } from "react";

import { emotionTexture, TEXTURE_INK, TEXTURE_STEP } from "@/components/history/emotion-texture";
import { emotionStyle } from "@/lib/emotions";
import { KEEPS_COLOUR } from "@/lib/forced-colours";

const WIDTH = 26;
const HEIGHT = 16;

/** A piece of what an emotion looks like in a chart. */
export function TextureSwatch({ label }: { readonly label: string }) {
  const patternId = useId();
  const { light, dark } = emotionStyle(label);
  const { kind, angle } = emotionTexture(label);
  return (
    <Box
      component="svg"
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      sx={(theme) => ({
        ...KEEPS_COLOUR,
        width: WIDTH,
        height: HEIGHT,
        flexShrink: 0,
        borderRadius: "3px",
        backgroundColor: light,
        ...theme.applyStyles("dark", { backgroundColor: dark }),
      })}
    >
      <defs>
        <pattern
          id={patternId}
          width={TEXTURE_STEP}
          height={TEXTURE_STEP}
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${angle})`}
        >
          {kind === "lines" && <rect width={TEXTURE_STEP} height={2} fill={TEXTURE_INK} />}
          {kind === "dots" && <circle cx={3.5} cy={3.5} r={1.6} fill={TEXTURE_INK} />}
        </pattern>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill={`url(#${patternId})`} />
    </Box>
  );
}
