import {
  mdiCompareHorizontal,
  mdiDeleteOutline,
  mdiDownloadOutline,
  mdiPencilOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Tooltip from "@mui/material/Tooltip";
import { useState } from "react";

import { ButtonLink } from "@/components/button-link";
import { Icon } from "@/components/icon";
import { csvAddress } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { text } from "@/text";

import { ClassFormDialog } from "./class-form-dialog";
import { DeleteClassDialog } from "./delete-class-dialog";

interface ClassActionsProps {
  readonly classSession: Schemas["ClassSession"];
}

/** What can be done with the whole class. */
export function ClassActions({ classSession }: ClassActionsProps) {
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  const isRunning = classSession.ended_at === null;
  const close = (): void => setDialog(null);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <ButtonLink
        to="/class-sessions"
        search={{ compare: classSession.id }}
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiCompareHorizontal} />}
      >
        {text.comparison.compareOther}
      </ButtonLink>
      <DownloadMenu classSessionId={classSession.id} />
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<Icon path={mdiPencilOutline} />}
        onClick={() => setDialog("edit")}
      >
        {text.classSessions.edit}
      </Button>
      <Tooltip title={isRunning ? text.classSessions.deleteRunning : ""}>
        <span>
          <Button
            variant="outlined"
            color="error"
            disabled={isRunning}
            startIcon={<Icon path={mdiDeleteOutline} />}
            onClick={() => setDialog("delete")}
          >
            {text.classSessions.delete}
          </Button>
        </span>
      </Tooltip>
      {dialog === "edit" && <ClassFormDialog classSession={classSession} onClose={close} />}
      {dialog === "delete" && <DeleteClassDialog classSession={classSession} onClose={close} />}
    </Box>
  );
}

function DownloadMenu({ classSessionId }: { readonly classSessionId: number }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const files = [
    {
      label: text.classSessions.downloadAttendance,
      path: "/api/class-sessions/{class_session_id}/attendance.csv",
    },
    {
      label: text.classSessions.downloadTimeline,
      path: "/api/class-sessions/{class_session_id}/timeline.csv",
    },
  ] as const;
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        startIcon={<Icon path={mdiDownloadOutline} />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {text.classSessions.download}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {files.map(({ label, path }) => (
          <MenuItem
            key={path}
            component="a"
            href={csvAddress(path, classSessionId)}
            download
            onClick={() => setAnchor(null)}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
