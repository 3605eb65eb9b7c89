/** The page's neutrals, for the theme and for what is drawn without it (charts). */
export interface Palette {
  readonly ink: string;
  readonly faintInk: string;
  readonly line: string;
  readonly paper: string;
  readonly ground: string;
}

export const PALETTES: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    ink: "#161a20",
    faintInk: "#57606f",
    line: "#e1e5ea",
    paper: "#ffffff",
    ground: "#f6f7f9",
  },
  dark: {
    ink: "#e9ecf1",
    faintInk: "#a2abb9",
    line: "#272d37",
    paper: "#161a21",
    ground: "#0e1116",
  },
};

/** Nothing is loaded from anywhere: the device's own letters. */
export const SYSTEM_FONTS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
