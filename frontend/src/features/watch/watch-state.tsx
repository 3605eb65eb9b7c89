import Box from "@mui/material/Box";

import type { ConnectionState } from "@/lib/connection/server-connection";
import { KEEPS_COLOUR } from "@/lib/forced-colours";
import { clockWithDay } from "@/lib/time";
import { text } from "@/text";

interface WatchStateProps {
  readonly connection: ConnectionState;
  readonly startedAt: string;
}

const COLOURS: Readonly<Record<ConnectionState["phase"], string>> = {
  idle: "text.disabled",
  connecting: "warning.main",
  open: "success.main",
  waiting: "warning.main",
  refused: "error.main",
};

/** Whether what is shown is of now, in one line that is always there. */
export function WatchState({ connection, startedAt }: WatchStateProps) {
  return (
    <Box
      role="status"
      data-testid="watch-state"
      data-phase={connection.phase}
      sx={{ display: "flex", alignItems: "center", gap: 1, fontSize: "0.875rem" }}
    >
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
          borderColor: COLOURS[connection.phase],
          backgroundColor: connection.phase === "open" ? COLOURS.open : "transparent",
        }}
      />
      <span>{stateText(connection)}</span>
      {connection.phase === "open" && (
        <Box component="span" sx={{ color: "text.secondary" }}>
          {text.watch.since(clockWithDay(startedAt))}
        </Box>
      )}
    </Box>
  );
}

/** The same while it waits and while it tries: words that come and go are read by nobody. */
function stateText(connection: ConnectionState): string {
  switch (connection.phase) {
    case "open":
      return text.watch.watching;
    case "refused":
      return text.watch.refused(connection.detail);
    case "waiting":
      return connection.offline === true ? text.watch.offline : text.watch.lost;
    case "connecting":
      return connection.retry === true ? text.watch.lost : text.watch.connecting;
    case "idle":
      return text.watch.connecting;
  }
}
