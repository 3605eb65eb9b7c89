import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import { Icon } from "@/components/icon";

interface EmptyStateProps {
  readonly icon: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
  /** Where this stands for a whole view, its title is the view's. */
  readonly titleAs?: "h1" | "p";
}

/** Says why there is nothing to see, and what to do about it. */
export function EmptyState({ icon, title, hint, action, titleAs = "p" }: EmptyStateProps) {
  return (
    <Box
      sx={{
        textAlign: "center",
        paddingBlock: 5,
        paddingInline: 3,
        maxWidth: 440,
        marginInline: "auto",
      }}
    >
      <Icon path={icon} sx={{ fontSize: 40, color: "text.secondary", opacity: 0.7 }} />
      <Typography component={titleAs} sx={{ fontWeight: 600, marginTop: 1 }}>
        {title}
      </Typography>
      {hint !== undefined && (
        <Typography variant="body2" sx={{ color: "text.secondary", marginTop: 0.5 }}>
          {hint}
        </Typography>
      )}
      {action !== undefined && <Box sx={{ marginTop: 2 }}>{action}</Box>}
    </Box>
  );
}
