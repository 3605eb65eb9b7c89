import { mdiAlertCircleOutline, mdiCloudOffOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import { useEffect, useState } from "react";

import type { ConnectionState, LiveConnection } from "@/features/live/stream/live-connection";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { StageNote } from "./stage-note";

interface ConnectionBannerProps {
  readonly connection: LiveConnection;
}

/** Says over the picture that nothing is recognised at the moment, and why. */
export function ConnectionBanner({ connection }: ConnectionBannerProps) {
  const state = useStore(connection.state);
  if (state.phase === "refused") {
    return (
      <StageNote
        icon={mdiAlertCircleOutline}
        testId="connection-banner"
        title={text.connection.refused}
        detail={state.detail}
      />
    );
  }
  if (!isLost(state)) return null;
  const inClass = connection.request?.classSessionId != null;
  return (
    <StageNote
      icon={mdiCloudOffOutline}
      testId="connection-banner"
      title={
        state.phase === "waiting" && state.offline === true
          ? text.connection.offline
          : text.connection.lost
      }
      detail={inClass ? text.connection.lostInClassHint : text.connection.lostHint}
      action={<Countdown untilMs={state.phase === "waiting" ? state.retryAtMs : null} />}
    />
  );
}

/** Also while it is tried again: a line that comes and goes with every attempt is read by nobody. */
function isLost(state: ConnectionState): boolean {
  return state.phase === "waiting" || (state.phase === "connecting" && state.retry === true);
}

/** Seconds to the next attempt; hidden from screen readers, which would hear every one of them. */
function Countdown({ untilMs }: { readonly untilMs: number | null }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <Box component="span" aria-hidden sx={{ minWidth: 32, textAlign: "right" }}>
      {untilMs === null ? "…" : `${Math.max(0, Math.ceil((untilMs - nowMs) / 1000))} s`}
    </Box>
  );
}
