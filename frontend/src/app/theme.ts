import { createTheme } from "@mui/material/styles";

import { FORCED_COLOURS, KEEPS_COLOUR } from "@/lib/forced-colours";
import { PALETTES, SYSTEM_FONTS, type Palette } from "@/lib/palette";

/** Quiet neutrals and one accent: the strong colours are kept for emotions. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: "data-color-scheme" },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: "#4353c9" },
        warning: { main: "#9a5b00" },
        error: { main: "#c1292e" },
        success: { main: "#1a7f4f" },
        ...neutrals(PALETTES.light),
      },
    },
    dark: {
      palette: {
        primary: { main: "#a9b4ff", contrastText: "#10142e" },
        warning: { main: "#f2b14c" },
        error: { main: "#ff8a80" },
        success: { main: "#5fd39a" },
        ...neutrals(PALETTES.dark),
      },
    },
  },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: SYSTEM_FONTS,
    h1: { fontSize: "1.5rem", fontWeight: 650, letterSpacing: "-0.015em", lineHeight: 1.25 },
    h2: { fontSize: "1.0625rem", fontWeight: 650, letterSpacing: "-0.005em", lineHeight: 1.35 },
    h3: { fontSize: "0.9375rem", fontWeight: 600 },
    body2: { fontSize: "0.875rem" },
    button: { textTransform: "none", fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: { styleOverrides: { body: { fontVariantNumeric: "tabular-nums" } } },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: "none" } },
    },
    MuiCard: {
      defaultProps: { variant: "outlined" },
      styleOverrides: { root: { borderRadius: 14 } },
    },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: "1.1875rem", fontWeight: 650 } } },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 16 } } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          variants: [
            {
              props: { variant: "outlined", color: "inherit" },
              style: { borderColor: "var(--mui-palette-divider)" },
            },
          ],
        },
      },
    },
    MuiTextField: { defaultProps: { size: "small" } },
    MuiSelect: { defaultProps: { size: "small" } },
    MuiToggleButton: {
      styleOverrides: {
        // The library's own grey is too weak on the page's ground.
        root: {
          paddingInline: 12,
          color: "var(--mui-palette-text-secondary)",
          [FORCED_COLOURS]: {
            "&.Mui-selected, &.Mui-selected:hover": {
              ...KEEPS_COLOUR,
              backgroundColor: "Highlight",
              color: "HighlightText",
            },
          },
        },
      },
    },
    MuiTableCell: { styleOverrides: { head: { fontWeight: 600, fontSize: "0.8125rem" } } },
    MuiTooltip: { defaultProps: { arrow: true } },
  },
});

function neutrals({ ink, faintInk, line, paper, ground }: Palette) {
  return {
    background: { default: ground, paper },
    text: { primary: ink, secondary: faintInk },
    divider: line,
  };
}
