import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { aboutQuery } from "@/lib/api/about";
import { text } from "@/text";

import { ClassControl } from "./class-control";
import { ClassMood } from "./class-mood";
import { useLive } from "./live-context";
import { PresenceAnnouncer } from "./presence-announcer";
import { RosterPanel } from "./roster-panel";
import { SourceBar } from "./source-bar";
import { useSourceChoice } from "./source-choice";
import { Stage } from "./stage";
import { StatsLine } from "./stats-line";

/** The camera's picture with names and emotions, and beside it who is here. */
export function LivePage() {
  const controller = useLive();
  const { data: about } = useQuery(aboutQuery);
  const clipUrl = about?.demo_clip_url ?? null;
  const choice = useSourceChoice(clipUrl);
  const isDemo = choice.source.kind === "clip";
  const start = (): void => void controller.start(choice.source);

  useEffect(() => {
    document.title = `${text.live.title} · ${text.product}`;
  }, []);

  useEffect(() => {
    // A demo shows itself; a camera waits until it is asked for.
    if (clipUrl !== null && isDemo && controller.mayStartByItself()) {
      void controller.start({ kind: "clip", url: clipUrl });
    }
  }, [controller, clipUrl, isDemo]);

  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: {
          xs: "minmax(0, 1fr)",
          md: "minmax(0, 1fr) 320px",
          lg: "minmax(0, 1fr) 360px",
        },
        gap: { xs: 2, md: 2.5 },
        padding: { xs: 2, md: 2.5 },
        height: { md: "100dvh" },
      }}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 1.5, minWidth: 0 }}>
        <Box
          component="header"
          sx={{
            display: "flex",
            flexWrap: "wrap",
            alignItems: "center",
            justifyContent: "space-between",
            gap: 1.5,
            minHeight: 40,
          }}
        >
          <Typography variant="h1">{text.live.title}</Typography>
          <ClassControl controller={controller} />
        </Box>
        <Stage controller={controller} isDemo={isDemo} onStart={start} />
        <Box
          sx={{
            display: "flex",
            flexWrap: "wrap",
            alignItems: "center",
            justifyContent: "space-between",
            gap: 1.5,
          }}
        >
          <SourceBar controller={controller} choice={choice} clipUrl={clipUrl} />
          <StatsLine controller={controller} />
        </Box>
        <ClassMood controller={controller} />
      </Box>
      <RosterPanel controller={controller} />
      <PresenceAnnouncer controller={controller} />
    </Box>
  );
}
