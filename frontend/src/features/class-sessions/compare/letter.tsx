import Box from "@mui/material/Box";

import { text } from "@/text";

/** Which of the two classes is meant, in a letter: colours are kept for emotions. */
export function Letter({ of }: { readonly of: "first" | "second" }) {
  const isFirst = of === "first";
  return (
    <Box
      component="span"
      sx={{
        display: "inline-grid",
        placeItems: "center",
        flexShrink: 0,
        width: 24,
        height: 24,
        borderRadius: "50%",
        fontSize: "0.8125rem",
        fontWeight: 700,
        border: 2,
        borderColor: "primary.main",
        color: isFirst ? "primary.contrastText" : "primary.main",
        backgroundColor: isFirst ? "primary.main" : "transparent",
      }}
    >
      {isFirst ? text.comparison.first : text.comparison.second}
    </Box>
  );
}
