import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { RosterCounts } from "@/lib/class-now/roster-view";
import { text } from "@/text";

interface RosterTilesProps {
  readonly counts: RosterCounts;
  readonly inClass: boolean;
}

/**
 * The roster on a screen that others see: numbers alone. Rows without names would still be in the
 * order of the names, and everybody in a class knows that order.
 */
export function RosterTiles({ counts, inClass }: RosterTilesProps) {
  return (
    <Box sx={{ padding: 2, paddingTop: 0.5 }} data-testid="roster-tiles">
      <Box component="dl" sx={{ display: "flex", gap: 1, margin: 0 }}>
        <Tile label={text.roster.tiles.here} count={counts.here} />
        <Tile label={text.roster.tiles.away} count={counts.away} />
        {inClass && <Tile label={text.roster.tiles.notSeen} count={counts.notSeen} />}
      </Box>
      <Typography sx={{ fontWeight: 600, marginTop: 2 }}>{text.presenter.hidden}</Typography>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {text.presenter.hiddenHint}
      </Typography>
    </Box>
  );
}

function Tile({ label, count }: { readonly label: string; readonly count: number }) {
  return (
    <Box
      sx={{
        flex: 1,
        display: "flex",
        flexDirection: "column-reverse",
        justifyContent: "flex-end",
        padding: 1.5,
        borderRadius: 2,
        backgroundColor: "action.hover",
      }}
    >
      <Typography component="dt" variant="body2" sx={{ color: "text.secondary" }}>
        {label}
      </Typography>
      <Typography
        component="dd"
        sx={{ margin: 0, fontSize: "1.75rem", fontWeight: 650, lineHeight: 1.2 }}
      >
        {count}
      </Typography>
    </Box>
  );
}
