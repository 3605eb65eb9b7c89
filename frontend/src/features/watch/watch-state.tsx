import Box from "@mui/material/Box";

import { ConnectionDot } from "@/components/connection-dot";
import type { ConnectionState } from "@/lib/connection/server-connection";
import { clockWithDay } from "@/lib/time";
import { text } from "@/text";

interface WatchStateProps {
  readonly connection: ConnectionState;
  readonly startedAt: string;
}

/** Whether what is shown is of now, in one line that is always there. */
export function WatchState({ connection, startedAt }: WatchStateProps) {
  return (
    <Box
      role="status"
      data-testid="watch-state"
      data-phase={connection.phase}
      sx={{ display: "flex", alignItems: "center", gap: 1, fontSize: "0.875rem" }}
    >
      <ConnectionDot phase={connection.phase} />
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
