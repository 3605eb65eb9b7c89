import Box from "@mui/material/Box";
import type { ReactNode } from "react";

interface FactsProps {
  readonly children: ReactNode;
}

/** Names and values in two columns. */
export function Facts({ children }: FactsProps) {
  return (
    <Box
      component="dl"
      sx={{
        display: "grid",
        gridTemplateColumns: "minmax(0, auto) minmax(0, 1fr)",
        columnGap: 2,
        rowGap: 0.75,
        margin: 0,
        fontSize: "0.875rem",
      }}
    >
      {children}
    </Box>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

export function Fact({ name, children }: FactProps) {
  return (
    <>
      <Box component="dt" sx={{ color: "text.secondary" }}>
        {name}
      </Box>
      <Box component="dd" sx={{ margin: 0, textAlign: "right", overflowWrap: "anywhere" }}>
        {children}
      </Box>
    </>
  );
}
