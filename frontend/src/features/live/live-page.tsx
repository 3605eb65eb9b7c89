import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { aboutQuery } from "@/lib/api/about";
import { text } from "@/text";

import { CameraView } from "./camera-view";
import { ClassColumn } from "./class-column";
import { ClassControl } from "./class-control";
import { useLive } from "./live-context";
import { useSources } from "./use-sources";

/** The camera's picture with names and emotions, and beside it who is here. */
export function LivePage() {
  const controller = useLive();
  const { data: about } = useQuery(aboutQuery);
  const clipUrl = about?.demo_clip_url ?? null;
  useSources(controller, clipUrl);

  useEffect(() => {
    document.title = `${text.live.title} · ${text.product}`;
  }, []);

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
        height: { md: "var(--view-height)" },
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
        <CameraView controller={controller} clipUrl={clipUrl} />
      </Box>
      <ClassColumn controller={controller} />
    </Box>
  );
}
