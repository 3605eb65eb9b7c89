import { mdiStop, mdiVideoOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { EndClassDialog } from "@/components/end-class-dialog";
import { Icon } from "@/components/icon";
import { WatchButton } from "@/components/watch-button";
import type { Schemas } from "@/lib/api/client";
import { asRunning, useClassHolder } from "@/lib/class-holder";
import { useStore } from "@/lib/store";
import { text } from "@/text";

interface RunningActionsProps {
  readonly classSession: Schemas["ClassSession"];
}

/** What can be done with a class that runs: watch it, carry on with it here, end it. */
export function RunningActions({ classSession }: RunningActionsProps) {
  const [isEnding, setIsEnding] = useState(false);
  const holder = useClassHolder();
  const { id } = classSession;
  return (
    <>
      <WatchButton classSessionId={id} />
      <CarryOnButton classSession={classSession} />
      <Button
        variant="outlined"
        color="error"
        startIcon={<Icon path={mdiStop} />}
        onClick={() => setIsEnding(true)}
      >
        {text.classSession.end}
      </Button>
      {isEnding && (
        <EndClassDialog
          classSession={classSession}
          onEnded={() => {
            if (holder.classSession.get()?.id === id) holder.setClassSession(null);
          }}
          onClose={() => setIsEnding(false)}
        />
      )}
    </>
  );
}

/** Gives this browser's cameras to the class; asks first where they would leave another one. */
function CarryOnButton({ classSession }: RunningActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const holder = useClassHolder();
  const held = useStore(holder.classSession);
  const navigate = useNavigate();
  const icon = <Icon path={mdiVideoOutline} />;
  const carryOn = (): void => {
    holder.setClassSession(asRunning(classSession));
    void navigate({ to: "/" });
  };
  if (held?.id === classSession.id) {
    return (
      <Button component={Link} to="/" variant="outlined" color="inherit" startIcon={icon}>
        {text.classSessions.toLive}
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={icon}
        onClick={held === null ? carryOn : () => setIsAsking(true)}
      >
        {text.classSession.carryOnLive}
      </Button>
      {held !== null && isAsking && (
        <ConfirmDialog
          open
          title={text.classSession.switchTitle(classSession.name)}
          confirmLabel={text.classSession.carryOn}
          isBusy={false}
          error={null}
          onConfirm={carryOn}
          onClose={() => setIsAsking(false)}
        >
          {text.classSession.switchHelp(held.name)}
        </ConfirmDialog>
      )}
    </>
  );
}
