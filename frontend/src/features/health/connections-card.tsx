import { mdiVideoOffOutline } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MuiLink from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { EmptyState } from "@/components/empty-state";
import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { connectionsQuery } from "@/lib/api/health";
import { oneDigit, whole } from "@/lib/numbers";
import { dayAndClock } from "@/lib/time";
import { text } from "@/text";

import { Fact, Facts } from "./facts";
import { CONNECTIONS_EVERY_MS } from "./refreshing";

/** Which cameras stream now, and whether the server keeps up with them. */
export function ConnectionsCard() {
  const query = useQuery({ ...connectionsQuery, refetchInterval: CONNECTIONS_EVERY_MS });
  const words = text.health.connections;
  return (
    <QueryCard
      title={words.title}
      testId="connections"
      query={query}
      lines={5}
      aside={({ cameras, watchers, max_connections: most }) => (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {watchers > 0 && `${words.watchers(watchers)} · `}
          {words.room(cameras.length + watchers, most)}
        </Typography>
      )}
    >
      {({ cameras, lowered }) => (
        <>
          {lowered.length > 0 && (
            <Alert severity="info" sx={{ marginBottom: 2 }}>
              {text.effort.busyWith(lowered.map((one) => text.effort.less[one]).join(", "))}.{" "}
              {text.effort.why}
            </Alert>
          )}
          {cameras.length === 0 ? <NoCamera /> : <Cameras cameras={cameras} />}
        </>
      )}
    </QueryCard>
  );
}

function NoCamera() {
  const { none, noneHint, toLive } = text.health.connections;
  return (
    <EmptyState
      icon={mdiVideoOffOutline}
      title={none}
      hint={noneHint}
      action={
        <Button component={Link} to="/" variant="outlined">
          {toLive}
        </Button>
      }
    />
  );
}

interface CamerasProps {
  readonly cameras: readonly Schemas["CameraConnection"][];
}

function Cameras({ cameras }: CamerasProps) {
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      {cameras.map((camera, index) => (
        <Camera key={camera.connection_id} camera={camera} number={index + 1} />
      ))}
    </Box>
  );
}

interface CameraProps {
  readonly camera: Schemas["CameraConnection"];
  readonly number: number;
}

function Camera({ camera, number }: CameraProps) {
  const words = text.health.connections;
  return (
    <Box data-testid="connected-camera">
      <Typography variant="h3" sx={{ marginBottom: 0.75 }}>
        {words.camera(number)}
        {camera.class_session_id !== null && (
          <>
            {" · "}
            <MuiLink component={Link} to={`/class-sessions/${camera.class_session_id}`}>
              {words.inClass}
            </MuiLink>
          </>
        )}
      </Typography>
      <Facts>
        <Fact name={words.rate}>{oneDigit(camera.frames_per_second)}</Fact>
        <Fact name={words.dropped}>{oneDigit(camera.dropped_per_second)}</Fact>
        <Fact name={words.latency}>
          {words.latencyValue(camera.latency_ms === null ? "–" : whole(camera.latency_ms))}
        </Fact>
        <Fact name={words.since}>{dayAndClock(camera.connected_at)}</Fact>
      </Facts>
    </Box>
  );
}
