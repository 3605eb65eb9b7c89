import Box from "@mui/material/Box";
import type { ReactNode } from "react";

import { Icon } from "@/components/icon";

interface StageNoteProps {
  readonly icon: string;
  readonly testId: string;
  readonly title: string;
  readonly detail?: string;
  readonly action?: ReactNode;
}

/** A line at the bottom of a camera's picture; in a small picture without the details. */
export function StageNote({ icon, testId, title, detail, action }: StageNoteProps) {
  return (
    <Box
      role="status"
      data-testid={testId}
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1.25,
        padding: 1.25,
        borderRadius: 2,
        backgroundColor: "rgba(12, 15, 20, 0.88)",
        color: "#ffdf9e",
        fontSize: "0.875rem",
        pointerEvents: "auto",
        "@container (max-width: 360px)": { padding: 0.75, fontSize: "0.75rem" },
      }}
    >
      <Icon path={icon} fontSize="small" />
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {title}
        </Box>
        {detail !== undefined && (
          <Box component="span" sx={{ "@container (max-width: 360px)": { display: "none" } }}>
            {` ${detail}`}
          </Box>
        )}
      </Box>
      {action}
    </Box>
  );
}
