import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { RunningDot } from "@/components/running-dot";
import { text } from "@/text";

interface ClassStateProps {
  readonly endedAt: string | null;
}

export function ClassState({ endedAt }: ClassStateProps) {
  if (endedAt !== null) {
    return (
      <Typography component="span" variant="body2" sx={{ color: "text.secondary" }}>
        {text.classSessions.ended}
      </Typography>
    );
  }
  return (
    <Box
      component="span"
      sx={{
        display: "inline-flex",
        alignItems: "center",
        gap: 0.75,
        fontSize: "0.875rem",
        fontWeight: 600,
      }}
    >
      <RunningDot />
      {text.classSessions.running}
    </Box>
  );
}
