import { mdiGoogleClassroom, mdiMonitorShare } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import { RunningDot } from "@/components/running-dot";
import { CLASS_SESSIONS_KEY, endClassSession } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { useNotices } from "@/lib/notices";
import { useStore } from "@/lib/store";
import { text } from "@/text";
import { clock } from "@/lib/time";

import type { LiveController, RunningClass } from "./live-controller";
import { StartClassDialog } from "./start-class-dialog";
import { asRunning, useCarryOn } from "./use-carry-on";

const WatchLinkDialog = lazy(() =>
  import("./watch-link-dialog").then(({ WatchLinkDialog: component }) => ({ default: component })),
);

interface ClassControlProps {
  readonly controller: LiveController;
}

/** Starts a class, ends it, or carries on with one that still runs after a reload. */
export function ClassControl({ controller }: ClassControlProps) {
  const running = useStore(controller.classSession);
  const open = useCarryOn(controller);
  return running === null ? (
    <NoClass controller={controller} open={open} />
  ) : (
    <ClassRunning controller={controller} running={running} />
  );
}

interface NoClassProps extends ClassControlProps {
  /** A class that runs without this page. */
  readonly open: Schemas["ClassSession"] | null;
}

function NoClass({ controller, open }: NoClassProps) {
  const [isStarting, setIsStarting] = useState(false);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5 }}>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {open === null ? text.classSession.notRecording : text.classSession.carryOnHint(open.name)}
      </Typography>
      <Box sx={{ display: "flex", gap: 1 }}>
        {open !== null && (
          <Button variant="contained" onClick={() => controller.setClassSession(asRunning(open))}>
            {text.classSession.carryOn}
          </Button>
        )}
        <Button
          variant={open === null ? "contained" : "outlined"}
          startIcon={<Icon path={mdiGoogleClassroom} />}
          onClick={() => setIsStarting(true)}
        >
          {text.classSession.start}
        </Button>
      </Box>
      <StartClassDialog
        open={isStarting}
        onClose={() => setIsStarting(false)}
        onStarted={(started) => {
          setIsStarting(false);
          controller.setClassSession(asRunning(started));
        }}
      />
    </Box>
  );
}

const NAME = {
  color: "inherit",
  fontWeight: 600,
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
} as const;

interface ClassRunningProps extends ClassControlProps {
  readonly running: RunningClass;
}

function ClassRunning({ controller, running }: ClassRunningProps) {
  const [isEnding, setIsEnding] = useState(false);
  const queries = useQueryClient();
  const notices = useNotices();
  const end = useMutation({
    mutationFn: () => endClassSession(running.id),
    onSuccess: async () => {
      setIsEnding(false);
      controller.setClassSession(null);
      notices.show(text.classSession.ended);
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
  });
  return (
    <Box
      data-testid="running-class"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: { xs: 1, sm: 1.5 },
        minWidth: 0,
        flex: { xs: "1 1 100%", sm: "0 1 auto" },
      }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, minWidth: 0, flex: 1 }}>
        <RunningDot />
        <Link
          to="/class-sessions/$classSessionId"
          params={{ classSessionId: String(running.id) }}
          title={text.classSession.open}
          style={NAME}
        >
          {running.name}
        </Link>
        <Typography
          component="span"
          variant="body2"
          noWrap
          sx={{ color: "text.secondary", flexShrink: 0, display: { xs: "none", sm: "inline" } }}
        >
          {text.classSession.runningSince(clock(running.startedAt))}
        </Typography>
      </Box>
      <WatchLink classSessionId={running.id} />
      <Button
        variant="outlined"
        color="error"
        onClick={() => setIsEnding(true)}
        sx={{ flexShrink: 0, whiteSpace: "nowrap" }}
      >
        {text.classSession.end}
      </Button>
      <ConfirmDialog
        open={isEnding}
        title={text.classSession.endTitle(running.name)}
        confirmLabel={text.classSession.end}
        isBusy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
        onClose={() => setIsEnding(false)}
      >
        {text.classSession.endHelp}
      </ConfirmDialog>
    </Box>
  );
}

function WatchLink({ classSessionId }: { readonly classSessionId: number }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Tooltip title={text.watchLink.open}>
        <IconButton aria-label={text.watchLink.open} onClick={() => setIsOpen(true)}>
          <Icon path={mdiMonitorShare} />
        </IconButton>
      </Tooltip>
      {isOpen && (
        <Suspense fallback={null}>
          <WatchLinkDialog classSessionId={classSessionId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
