import Box from "@mui/material/Box";

import type { ConnectionState } from "@/lib/connection/server-connection";
import { KEEPS_COLOUR } from "@/lib/forced-colours";

const COLOURS: Readonly<Record<ConnectionState["phase"], string>> = {
  idle: "text.disabled",
  connecting: "warning.main",
  open: "success.main",
  waiting: "warning.main",
  refused: "error.main",
};

/** A connection's state at a glance: filled while it is open, a ring otherwise. */
export function ConnectionDot({ phase }: { readonly phase: ConnectionState["phase"] }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        ...KEEPS_COLOUR,
        width: 10,
        height: 10,
        flexShrink: 0,
        borderRadius: "50%",
        border: 2,
        borderColor: COLOURS[phase],
        backgroundColor: phase === "open" ? COLOURS.open : "transparent",
      }}
    />
  );
}
