import {
  mdiAlertCircleOutline,
  mdiSpeedometer,
  mdiTimerAlertOutline,
  mdiTimerOutline,
  mdiTrayRemove,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";

import { ConnectionDot } from "@/components/connection-dot";
import { Icon } from "@/components/icon";
import type { LiveCamera } from "@/features/live/live-camera";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { EffortChip } from "./effort-chip";
import type { ConnectionState } from "./live-connection";
import { isLate, latencyText, rateText } from "./stream-stats";

interface StatsLineProps {
  readonly camera: LiveCamera;
}

/** How the stream is doing: connection, frame rate, latency and drops. */
export function StatsLine({ camera }: StatsLineProps) {
  const connection = useStore(camera.connection.state);
  const figures = useStore(camera.figures);
  const isOpen = connection.phase === "open";
  const late = isLate(figures);
  return (
    <Box
      data-testid="stats-line"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1.5,
        rowGap: 0.5,
        color: "text.secondary",
        fontSize: "0.8125rem",
      }}
    >
      <ConnectionLabel state={connection} />
      {isOpen && (
        <>
          <Figure
            icon={mdiSpeedometer}
            label={text.connection.framesPerSecond}
            testId="frames-per-second"
          >
            {text.connection.framesPerSecondValue(rateText(figures))}
          </Figure>
          <Figure
            icon={late ? mdiTimerAlertOutline : mdiTimerOutline}
            label={late ? text.cameras.late : text.connection.latency}
            warns={late}
            testId="latency"
          >
            {text.connection.latencyValue(latencyText(figures))}
          </Figure>
          <EffortChip camera={camera} />
          <Figure icon={mdiTrayRemove} label={text.connection.dropped} testId="dropped">
            {text.connection.droppedValue(String(figures.dropped))}
          </Figure>
          {figures.failed > 0 && (
            <Figure
              icon={mdiAlertCircleOutline}
              label={text.connection.failed}
              testId="failed"
              warns
            >
              {text.connection.failedValue(String(figures.failed))}
            </Figure>
          )}
        </>
      )}
    </Box>
  );
}

function ConnectionLabel({ state }: { readonly state: ConnectionState }) {
  return (
    <Box
      role="status"
      data-testid="connection-state"
      data-phase={state.phase}
      sx={{ display: "inline-flex", alignItems: "center", gap: 0.75, color: "text.primary" }}
    >
      <ConnectionDot phase={state.phase} />
      {connectionText(state)}
    </Box>
  );
}

function connectionText(state: ConnectionState): string {
  switch (state.phase) {
    case "waiting":
      return state.offline === true ? text.connection.offline : text.connection.waiting;
    case "refused":
      return text.connection.refused;
    default:
      return text.connection[state.phase];
  }
}

interface FigureProps {
  readonly icon: string;
  readonly label: string;
  readonly testId: string;
  readonly warns?: boolean;
  readonly children: string;
}

function Figure({ icon, label, testId, warns = false, children }: FigureProps) {
  return (
    <Tooltip title={label} describeChild>
      <Box
        component="span"
        data-testid={testId}
        sx={{
          display: "inline-flex",
          alignItems: "center",
          gap: 0.5,
          color: warns ? "warning.main" : "inherit",
        }}
      >
        <Icon path={icon} sx={{ fontSize: 16 }} />
        {children}
      </Box>
    </Tooltip>
  );
}
