/**
 * For people whose system sets all colours (forced colours, as in Windows' high contrast): browsers
 * leave out backgrounds there, and with them whatever is said by a background alone.
 */
export const FORCED_COLOURS = "@media (forced-colors: active)";

/** A shape whose colour says what it is keeps it; no text belongs into it. */
export const KEEPS_COLOUR = { forcedColorAdjust: "none" } as const;

/** A filled shape, in the system's colour for what stands out. */
export const STANDS_OUT = { [FORCED_COLOURS]: { backgroundColor: "Highlight" } } as const;

/** A transparent outline is drawn there, and only there. */
export const HAS_EDGE = { outline: "1px solid transparent" } as const;
