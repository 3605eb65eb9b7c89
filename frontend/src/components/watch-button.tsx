import { mdiMonitorEye } from "@mdi/js";
import Button from "@mui/material/Button";
import { Link } from "@tanstack/react-router";

import { Icon } from "@/components/icon";
import { text } from "@/text";

/** Leads to what the cameras of a running class see now. */
export function WatchButton({ classSessionId }: { readonly classSessionId: number }) {
  return (
    <Button
      component={Link}
      to={`/watch/${classSessionId}`}
      variant="outlined"
      color="inherit"
      startIcon={<Icon path={mdiMonitorEye} />}
    >
      {text.watch.open}
    </Button>
  );
}
