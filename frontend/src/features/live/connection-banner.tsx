import { mdiAlertCircleOutline, mdiCloudOffOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import { useEffect, useState } from "react";

import { Icon } from "@/components/icon";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import type { ConnectionState, LiveConnection } from "./live-connection";

interface ConnectionBannerProps {
  readonly connection: LiveConnection;
}

/** Says over the picture that nothing is recognised at the moment, and why. */
export function ConnectionBanner({ connection }: ConnectionBannerProps) {
  const state = useStore(connection.state);
  if (state.phase !== "waiting" && state.phase !== "refused") return null;
  return (
    <Box
      role="status"
      sx={{
        position: "absolute",
        insetInline: 12,
        bottom: 12,
        display: "flex",
        alignItems: "center",
        gap: 1.25,
        padding: 1.25,
        borderRadius: 2,
        backgroundColor: "rgba(12, 15, 20, 0.88)",
        color: "#ffdf9e",
        fontSize: "0.875rem",
      }}
    >
      <Icon
        path={state.phase === "waiting" ? mdiCloudOffOutline : mdiAlertCircleOutline}
        fontSize="small"
      />
      <span>{bannerText(state, connection.request?.classSessionId ?? null)}</span>
      {state.phase === "waiting" && <Countdown untilMs={state.retryAtMs} />}
    </Box>
  );
}

function bannerText(state: ConnectionState, classSessionId: number | null): string {
  if (state.phase === "refused") return `${text.connection.refused}: ${state.detail}`;
  return classSessionId === null ? text.connection.lost : text.connection.lostInClass;
}

/** Seconds to the next attempt; hidden from screen readers, which would hear every one of them. */
function Countdown({ untilMs }: { readonly untilMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <Box component="span" aria-hidden sx={{ marginLeft: "auto" }}>
      {Math.max(0, Math.ceil((untilMs - nowMs) / 1000))} s
    </Box>
  );
}
