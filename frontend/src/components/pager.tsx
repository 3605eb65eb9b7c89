import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import { text } from "@/text";

interface PagerProps {
  /** Counts from 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Previous and next; nothing where one page holds everything. */
export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  if (total <= pageSize && page === 1) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        gap: 2,
        paddingTop: 2,
      }}
    >
      <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {text.students.previousPage}
      </Button>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {text.students.pageOf(from, to, total)}
      </Typography>
      <Button disabled={to >= total} onClick={() => onPage(page + 1)}>
        {text.students.nextPage}
      </Button>
    </Box>
  );
}
