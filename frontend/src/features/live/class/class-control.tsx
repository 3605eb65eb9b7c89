import { mdiGoogleClassroom, mdiMonitorShare } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { EndClassDialog } from "@/components/end-class-dialog";
import { Icon } from "@/components/icon";
import { LatePart } from "@/components/late-part";
import { RunningDot } from "@/components/running-dot";
import type { LiveController } from "@/features/live/live-controller";
import type { Schemas } from "@/lib/api/client";
import { asRunning, type RunningClass } from "@/lib/class-holder";
import { useStore } from "@/lib/store";
import { clockWithDay } from "@/lib/time";
import { text } from "@/text";

import { CarryOn, openText } from "./carry-on";
import { StartClassDialog } from "./start-class-dialog";
import { useCarryOn } from "./use-carry-on";
import { useHeldClass } from "./use-held-class";

async function fetchWatchLinkDialog() {
  return (await import("./watch-link-dialog")).WatchLinkDialog;
}

interface ClassControlProps {
  readonly controller: LiveController;
}

/** Starts a class, ends it, or carries on with one that still runs after a reload. */
export function ClassControl({ controller }: ClassControlProps) {
  const running = useStore(controller.classSession);
  const open = useCarryOn(controller);
  useHeldClass(controller);
  return running === null ? (
    <NoClass controller={controller} open={open} />
  ) : (
    <ClassRunning controller={controller} running={running} />
  );
}

interface NoClassProps extends ClassControlProps {
  /** Classes that run without this page, the newest first. */
  readonly open: readonly Schemas["ClassSession"][];
}

function NoClass({ controller, open }: NoClassProps) {
  const [isStarting, setIsStarting] = useState(false);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5 }}>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {openText(open)}
      </Typography>
      <Box sx={{ display: "flex", gap: 1 }}>
        <CarryOn
          open={open}
          onCarryOn={(classSession) => controller.setClassSession(asRunning(classSession))}
        />
        <Button
          variant={open.length === 0 ? "contained" : "outlined"}
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
          {text.classSession.runningSince(clockWithDay(running.startedAt))}
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
      {isEnding && (
        <EndClassDialog
          classSession={running}
          onEnded={() => controller.setClassSession(null)}
          onClose={() => setIsEnding(false)}
        />
      )}
    </Box>
  );
}

function WatchLink({ classSessionId }: { readonly classSessionId: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Tooltip title={text.watchLink.open}>
        <IconButton aria-label={text.watchLink.open} onClick={() => setIsOpen(true)}>
          <Icon path={mdiMonitorShare} />
        </IconButton>
      </Tooltip>
      <LatePart
        fetchPart={fetchWatchLinkDialog}
        props={isOpen ? { classSessionId, onClose: close } : null}
        onFailed={close}
      />
    </>
  );
}
