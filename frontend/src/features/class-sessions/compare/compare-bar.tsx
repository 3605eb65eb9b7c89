import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";

import { ButtonLink } from "@/components/button-link";
import { text } from "@/text";

import type { Pair } from "./pair";

interface CompareBarProps {
  readonly picked: Pair;
  readonly onStop: () => void;
}

/** Stays in sight while two classes are being chosen. */
export function CompareBar({ picked, onStop }: CompareBarProps) {
  const [a, b] = picked;
  return (
    <Paper
      elevation={6}
      data-testid="compare-bar"
      sx={{
        position: "sticky",
        bottom: { xs: 80, md: 16 },
        zIndex: 2,
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        marginTop: 2,
        padding: 1.5,
        paddingLeft: 2,
        border: 1,
        borderColor: "divider",
      }}
    >
      <Typography sx={{ flex: 1, minWidth: 140 }}>
        {text.comparison.choose}{" "}
        <Typography component="span" role="status" sx={{ color: "text.secondary" }}>
          {text.comparison.chosen(picked.length)}
        </Typography>
      </Typography>
      <Button color="inherit" onClick={onStop}>
        {text.comparison.cancel}
      </Button>
      <ButtonLink
        to="/class-sessions/compare"
        search={{ a, b }}
        variant="contained"
        disabled={picked.length < 2}
      >
        {text.comparison.compare}
      </ButtonLink>
    </Paper>
  );
}
