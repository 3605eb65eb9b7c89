import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Snackbar from "@mui/material/Snackbar";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";

import { reachability } from "@/lib/api/reachability";
import { useStore } from "@/lib/store";
import { text } from "@/text";

/** Says that what is shown may be old while the server cannot be reached, and renews it after. */
export function OfflineBanner() {
  const isReachable = useStore(reachability.isReachable);
  const hasNetwork = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  useEffect(() => reachability.start(), []);
  useRenewedData(isReachable);
  return (
    <Snackbar
      open={!isReachable}
      anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
      sx={{ marginBottom: { xs: 8, md: 0 } }}
    >
      <Alert
        severity="warning"
        variant="filled"
        data-testid="offline-banner"
        action={
          <Button color="inherit" size="small" onClick={reachability.check}>
            {text.offline.retry}
          </Button>
        }
        sx={{ alignItems: "center" }}
      >
        {hasNetwork ? text.offline.unreachable : text.offline.noNetwork}
      </Alert>
    </Snackbar>
  );
}

/** Everything that is shown is read again when the server is back. */
function useRenewedData(isReachable: boolean): void {
  const queries = useQueryClient();
  const wasReachable = useRef(true);
  useEffect(() => {
    if (isReachable && !wasReachable.current) void queries.invalidateQueries();
    wasReachable.current = isReachable;
  }, [isReachable, queries]);
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
