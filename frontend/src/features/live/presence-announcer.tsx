import Box from "@mui/material/Box";
import { useEffect, useState } from "react";

import { text } from "@/text";

import { epochMs } from "./capture-loop";
import type { LiveController } from "./live-controller";
import { rosterView } from "./roster";

/** Often enough to know, seldom enough not to chatter. */
const ANNOUNCED_EVERY_MS = 15_000;

interface PresenceAnnouncerProps {
  readonly controller: LiveController;
}

/** Tells screen readers now and then how many are here; the roster itself changes in silence. */
export function PresenceAnnouncer({ controller }: PresenceAnnouncerProps) {
  const [message, setMessage] = useState("");
  useEffect(() => {
    const announce = (): void => {
      const roster = controller.roster.get();
      const { here, away } = rosterView(roster, "", epochMs());
      const nobody = roster.entries.size === 0;
      setMessage(
        nobody ? "" : `${text.roster.here(here.length)}, ${text.roster.away(away.length)}`,
      );
    };
    const timer = window.setInterval(announce, ANNOUNCED_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [controller]);

  return (
    <Box
      role="status"
      sx={{ position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" }}
      style={{ width: 1, height: 1 }}
    >
      {message}
    </Box>
  );
}
