import Box from "@mui/material/Box";
import { keyframes } from "@mui/material/styles";

import { STANDS_OUT } from "@/lib/forced-colours";

const pulse = keyframes({ "50%": { opacity: 0.35 } });

/** Something is being recorded; the words beside it say what. */
export function RunningDot() {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        ...STANDS_OUT,
        width: 10,
        height: 10,
        flexShrink: 0,
        borderRadius: "50%",
        backgroundColor: "error.main",
        "@media (prefers-reduced-motion: no-preference)": {
          animation: `${pulse} 2s ease-in-out infinite`,
        },
      }}
    />
  );
}
