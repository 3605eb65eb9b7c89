import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Skeleton from "@mui/material/Skeleton";

import { text } from "@/text";

const ROWS = [0, 1, 2, 3, 4, 5];

/** The shape of a list that is on its way, so that nothing jumps when it comes. */
export function ListSkeleton() {
  return (
    <Card role="status" aria-label={text.loading}>
      {ROWS.map((row) => (
        <Box key={row} sx={{ display: "flex", alignItems: "center", gap: 2, padding: 1.75 }}>
          <Skeleton variant="circular" width={40} height={40} />
          <Skeleton width={`${38 - row * 3}%`} />
        </Box>
      ))}
    </Card>
  );
}
