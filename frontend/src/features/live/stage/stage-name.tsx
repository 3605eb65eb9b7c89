import { mdiVideoOffOutline } from "@mdi/js";
import Box from "@mui/material/Box";

import { ConnectionDot } from "@/components/connection-dot";
import { Icon } from "@/components/icon";
import type { LiveCamera } from "@/features/live/live-camera";
import { useCameraTitle } from "@/features/live/sources/use-camera-title";
import { latencyText, rateText } from "@/features/live/stream/stream-stats";
import { useStore } from "@/lib/store";
import { text } from "@/text";

/** Which camera a picture is of, and how its stream is doing, in the picture's corner. */
export function StageName({ camera }: { readonly camera: LiveCamera }) {
  const title = useCameraTitle(camera);
  const { phase } = useStore(camera.source);
  const connection = useStore(camera.connection.state);
  const figures = useStore(camera.figures);
  return (
    <Box
      sx={{
        position: "absolute",
        top: 8,
        left: 8,
        maxWidth: "calc(100% - 16px)",
        display: "flex",
        alignItems: "center",
        gap: 0.75,
        paddingInline: 1,
        paddingBlock: 0.25,
        borderRadius: 4,
        backgroundColor: "rgba(12, 15, 20, 0.72)",
        fontSize: "0.75rem",
        whiteSpace: "nowrap",
        pointerEvents: "none",
      }}
    >
      {phase === "on" || phase === "starting" ? (
        <ConnectionDot phase={connection.phase} />
      ) : (
        <Icon path={mdiVideoOffOutline} sx={{ fontSize: 14 }} />
      )}
      <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>
        {title}
      </Box>
      {connection.phase === "open" && (
        <Box
          component="span"
          sx={{ color: "#b4bcc9", "@container (max-width: 260px)": { display: "none" } }}
        >
          {text.cameras.figures(rateText(figures), latencyText(figures))}
        </Box>
      )}
    </Box>
  );
}
