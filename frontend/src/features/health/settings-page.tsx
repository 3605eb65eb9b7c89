import Box from "@mui/material/Box";
import type { ReactNode } from "react";

import { Page } from "@/components/page";
import { text } from "@/text";

import { BrowserSettings } from "./browser-settings";
import { ConnectionsCard } from "./connections-card";
import { HealthSummary } from "./health-summary";
import { NetworksCard } from "./networks-card";
import { ReviewCard } from "./review-card";
import { ServerCard } from "./server-card";
import { StorageCard } from "./storage-card";
import { ThresholdsCard } from "./thresholds-card";

/** What this browser remembers, and how the server is doing. */
export function SettingsPage() {
  return (
    <Page title={text.health.title}>
      <HealthSummary />
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(2, minmax(0, 1fr))" },
          alignItems: "start",
          gap: 2,
        }}
      >
        <Column>
          <BrowserSettings />
          <ThresholdsCard />
          <NetworksCard />
        </Column>
        <Column>
          <ReviewCard />
          <ConnectionsCard />
          <StorageCard />
          <ServerCard />
        </Column>
      </Box>
    </Page>
  );
}

function Column({ children }: { readonly children: ReactNode }) {
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>{children}</Box>
  );
}
