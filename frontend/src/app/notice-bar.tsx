import Snackbar from "@mui/material/Snackbar";
import { useState } from "react";

import { useNotices } from "@/lib/notices";
import { usePresenterMode } from "@/lib/presenter-mode";
import { useStore } from "@/lib/store";

const SHOWN_MS = 4_000;

/** Shows the newest notice; screen readers hear it politely. */
export function NoticeBar() {
  const notice = useStore(useNotices().current);
  const namesHidden = usePresenterMode();
  const [closedId, setClosedId] = useState(0);
  return (
    <Snackbar
      key={notice?.id}
      open={notice !== null && notice.id !== closedId}
      autoHideDuration={SHOWN_MS}
      message={namesHidden ? notice?.nameless : notice?.message}
      onClose={(_, reason) => {
        if (reason !== "clickaway") setClosedId(notice?.id ?? 0);
      }}
      anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
      sx={{ marginBottom: { xs: 8, md: 0 } }}
    />
  );
}
