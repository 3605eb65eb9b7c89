import { useEffect, useEffectEvent, useState } from "react";

import { VisuallyHidden } from "@/components/visually-hidden";
import type { Roster } from "@/lib/class-now/roster";
import { rosterCounts, rosterView } from "@/lib/class-now/roster-view";
import { epochMs } from "@/lib/epoch-clock";
import { text } from "@/text";

/** Often enough to know, seldom enough not to chatter. */
const ANNOUNCED_EVERY_MS = 15_000;

interface PresenceAnnouncerProps {
  readonly roster: Roster;
}

/** Tells screen readers now and then how many are here; the roster itself changes in silence. */
export function PresenceAnnouncer({ roster }: PresenceAnnouncerProps) {
  const [message, setMessage] = useState("");
  const announce = useEffectEvent(() => {
    const { here, away } = rosterCounts(rosterView(roster, [], ""), epochMs());
    const nobody = roster.entries.size === 0;
    setMessage(nobody ? "" : `${text.roster.here(here)}, ${text.roster.away(away)}`);
  });
  useEffect(() => {
    const timer = window.setInterval(() => announce(), ANNOUNCED_EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);

  return <VisuallyHidden role="status">{message}</VisuallyHidden>;
}
