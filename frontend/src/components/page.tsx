import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, type ReactNode } from "react";

import { text } from "@/text";

interface PageProps {
  readonly title: string;
  /** Stands before the title: a way back, an avatar. */
  readonly leading?: ReactNode;
  /** Stands under the title. */
  readonly subtitle?: ReactNode;
  /** Stands at the far end of the title's row. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A view: its title, what can be done with all of it, and its content. */
export function Page(props: PageProps) {
  const { title, leading, subtitle, actions, children } = props;
  useEffect(() => {
    document.title = `${title} · ${text.product}`;
  }, [title]);

  return (
    <Box sx={{ maxWidth: 1200, marginInline: "auto", padding: { xs: 2, md: 3 } }}>
      <Box
        component="header"
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          columnGap: 1.5,
          rowGap: 1.5,
          marginBottom: { xs: 2, md: 2.5 },
          minHeight: 40,
        }}
      >
        {leading}
        <Box sx={{ flex: 1, minWidth: 160 }}>
          <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
            {title}
          </Typography>
          {subtitle}
        </Box>
        {actions}
      </Box>
      {children}
    </Box>
  );
}
