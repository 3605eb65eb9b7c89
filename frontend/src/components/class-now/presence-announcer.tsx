import { useEffect, useState } from "react";

import { VisuallyHidden } from "@/components/visually-hidden";
import type { ClassNow } from "@/lib/class-now/class-now";
import { rosterCounts, rosterView } from "@/lib/class-now/roster-view";
import { epochMs } from "@/lib/epoch-clock";
import { text } from "@/text";

/** Often enough to know, seldom enough not to chatter. */
const ANNOUNCED_EVERY_MS = 15_000;

interface PresenceAnnouncerProps {
  readonly classNow: ClassNow;
}

/** Tells screen readers now and then how many are here; the roster itself changes in silence. */
export function PresenceAnnouncer({ classNow }: PresenceAnnouncerProps) {
  const [message, setMessage] = useState("");
  useEffect(() => {
    const announce = (): void => {
      const roster = classNow.roster.get();
      const { here, away } = rosterCounts(rosterView(roster, [], ""), epochMs());
      const nobody = roster.entries.size === 0;
      setMessage(nobody ? "" : `${text.roster.here(here)}, ${text.roster.away(away)}`);
    };
    const timer = window.setInterval(announce, ANNOUNCED_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [classNow]);

  return <VisuallyHidden role="status">{message}</VisuallyHidden>;
}
