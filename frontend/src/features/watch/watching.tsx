import { mdiAccountGroupOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { ClassMood } from "@/components/class-now/class-mood";
import { ClassRoster } from "@/components/class-now/class-roster";
import { EmptyState } from "@/components/empty-state";
import { CLASS_SESSIONS_KEY } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { reachability } from "@/lib/api/reachability";
import { EMOTION_LABELS } from "@/lib/class-now/labels";
import { useRecentHistory } from "@/lib/class-now/use-recent-history";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { CamerasCard } from "./cameras-card";
import { WatchController, type WatchOutcome } from "./watch-controller";
import { WatchState } from "./watch-state";

/** Large enough for a projector, and everything else stays in sight. */
const CHART_HEIGHT = "clamp(120px, min(42dvh, 40vw), 460px)";

interface WatchingProps {
  readonly classSession: Schemas["ClassSession"];
  readonly onOver: (outcome: WatchOutcome) => void;
}

/** The class as it is now: mood and cameras, and beside them who is here. */
export function Watching({ classSession, onOver }: WatchingProps) {
  const controller = useWatchController(classSession.id, onOver);
  const connection = useStore(controller.connection.state);
  const { classNow } = controller;
  const isOpen = connection.phase === "open";
  useRecentHistory(classNow, classSession.id, isOpen ? connection.ready.connection_id : "");
  useEffect(() => {
    document.title = `${classSession.name} · ${text.product}`;
  }, [classSession.name]);

  const labels = EMOTION_LABELS[classSession.emotion_set];
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) 360px" },
        gridTemplateRows: { md: "minmax(0, 1fr)" },
        alignContent: { xs: "start", md: "stretch" },
        gap: { xs: 2, md: 2.5 },
        padding: { xs: 2, md: 2.5 },
        height: { md: "var(--view-height)" },
      }}
    >
      <Box
        sx={{
          display: { xs: "contents", md: "flex" },
          flexDirection: "column",
          gap: 2,
          minWidth: 0,
        }}
      >
        <Box component="header" sx={{ minHeight: 40 }}>
          <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
            {classSession.name}
          </Typography>
          <WatchState connection={connection} startedAt={classSession.started_at} />
        </Box>
        <ClassMood classNow={classNow} labels={labels} chartHeight={CHART_HEIGHT} />
        <Box sx={{ order: { xs: 1, md: 0 } }}>
          <CamerasCard cameras={controller.cameras} />
        </Box>
      </Box>
      <Box sx={{ display: "flex", minHeight: 0, minWidth: 0, flexDirection: "column" }}>
        <ClassRoster
          classNow={classNow}
          labels={labels}
          classSessionId={classSession.id}
          empty={
            <EmptyState
              icon={mdiAccountGroupOutline}
              title={isOpen ? text.roster.empty : text.watch.connecting}
              hint={isOpen ? text.roster.emptyHint : text.watch.rosterWaiting}
            />
          }
        />
      </Box>
    </Box>
  );
}

function useWatchController(
  classSessionId: number,
  onOver: (outcome: WatchOutcome) => void,
): WatchController {
  const [controller] = useState(() => new WatchController(classSessionId));
  const outcome = useStore(controller.outcome);
  const isReachable = useStore(reachability.isReachable);
  const queries = useQueryClient();

  useEffect(() => {
    controller.start();
    return () => controller.close();
  }, [controller]);

  useEffect(() => {
    // A network that went away in silence is noticed by the server's answers, not by the socket.
    if (!isReachable) controller.connection.reset();
  }, [controller, isReachable]);

  useEffect(() => {
    if (outcome === "running") return;
    onOver(outcome);
    void queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
  }, [outcome, onOver, queries]);

  return controller;
}
