import Button from "@mui/material/Button";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";

import type { Schemas } from "@/lib/api/client";
import { clockWithDay } from "@/lib/time";
import { text } from "@/text";

type ClassSession = Schemas["ClassSession"];

interface CarryOnProps {
  /** Classes that run without this page, the newest first. */
  readonly open: readonly ClassSession[];
  readonly onCarryOn: (classSession: ClassSession) => void;
}

/** What runs without this page, in words. */
export function openText(open: readonly ClassSession[]): string {
  const [first] = open;
  if (first === undefined) return text.classSession.notRecording;
  return open.length === 1
    ? text.classSession.carryOnHint(first.name, clockWithDay(first.started_at))
    : text.classSession.carryOnHintSeveral(open.length);
}

/** Joins a class that runs without this page; of several, the one that is chosen. */
export function CarryOn({ open, onCarryOn }: CarryOnProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [first] = open;
  if (first === undefined) return null;
  if (open.length === 1) {
    return (
      <Button variant="contained" onClick={() => onCarryOn(first)}>
        {text.classSession.carryOn}
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="contained"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {text.classSession.carryOn}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {open.map((classSession) => (
          <MenuItem key={classSession.id} onClick={() => onCarryOn(classSession)}>
            <ListItemText
              primary={classSession.name}
              secondary={text.classSession.runningSince(clockWithDay(classSession.started_at))}
            />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
