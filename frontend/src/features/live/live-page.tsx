import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import type { SystemStyleObject } from "@mui/system";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { aboutQuery } from "@/lib/api/about";
import { text } from "@/text";

import { ClassControl } from "./class/class-control";
import { ClassParts } from "./class/class-parts";
import { useLive } from "./live-context";
import { useSources } from "./sources/use-sources";
import { CameraView } from "./wall/camera-view";

/** Room for the mood under the picture; else it stands over the roster. */
const TALL = "@media (min-width: 900px) and (min-height: 760px)";
/** What stands above and under the picture, with the mood at its lowest. */
const AROUND_PX = 356;
const LAYOUT: SystemStyleObject<Theme> = {
  display: "grid",
  gridTemplateColumns: {
    xs: "minmax(0, 1fr)",
    md: "minmax(0, 1fr) 320px",
    lg: "minmax(0, 1fr) 360px",
  },
  gridTemplateRows: { md: "auto minmax(0, 1fr)" },
  gridTemplateAreas: { xs: '"stage" "mood" "roster"', md: '"stage mood" "stage roster"' },
  columnGap: 2.5,
  rowGap: { xs: 2, md: 1.5 },
  padding: { xs: 2, md: 2.5 },
  height: { md: "var(--view-height)" },
  "--stage-height": "calc(var(--view-height) - 190px)",
  // Doubled, so that it wins over the breakpoints above, in whatever order they are written.
  "&&": {
    [TALL]: {
      gridTemplateAreas: '"stage roster" "mood roster"',
      "--stage-height": `calc(var(--view-height) - ${AROUND_PX}px)`,
      // The roster takes what a picture of that height leaves.
      gridTemplateColumns:
        "minmax(0, 1fr) clamp(320px, calc(100vw - 148px - var(--stage-height) * 16 / 9), max(400px, 26vw))",
    },
  },
};

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
    <Box sx={LAYOUT}>
      <Box
        sx={{
          gridArea: "stage",
          display: "flex",
          flexDirection: "column",
          gap: 1.5,
          minWidth: 0,
        }}
      >
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
      <ClassParts controller={controller} />
    </Box>
  );
}
