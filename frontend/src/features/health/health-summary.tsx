import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { useQuery } from "@tanstack/react-query";

import { readinessQuery, storageQuery } from "@/lib/api/health";
import { text } from "@/text";

import { troublesOf } from "./troubles";
import { PAGE_VERSION } from "./page-version";
import { READINESS_EVERY_MS, STORAGE_EVERY_MS, useServerAbout } from "./refreshing";

/** One line when all is well, and else what is wrong and what to do. */
export function HealthSummary() {
  const readiness = useQuery({ ...readinessQuery, refetchInterval: READINESS_EVERY_MS });
  const storage = useQuery({ ...storageQuery, refetchInterval: STORAGE_EVERY_MS });
  const about = useServerAbout();
  if (readiness.isPending) {
    return <Skeleton variant="rounded" height={72} sx={{ marginBottom: 2 }} />;
  }
  const troubles = troublesOf({
    readiness: readiness.isError ? null : readiness.data,
    disk: storage.data?.disk ?? null,
    pageVersion: PAGE_VERSION,
    serverVersion: about.data?.version ?? PAGE_VERSION,
  });
  return (
    <Box
      role="status"
      data-testid="health-summary"
      sx={{ display: "grid", gap: 1, marginBottom: 2 }}
    >
      {troubles.length === 0 && (
        <Alert severity="success" variant="outlined">
          <AlertTitle sx={{ marginBottom: 0 }}>{text.health.allWell}</AlertTitle>
          {text.health.allWellHint}
        </Alert>
      )}
      {troubles.map(({ severity, title, hint }) => (
        <Alert key={title} severity={severity} variant="outlined">
          <AlertTitle sx={{ marginBottom: 0 }}>{title}</AlertTitle>
          {hint}
        </Alert>
      ))}
    </Box>
  );
}
