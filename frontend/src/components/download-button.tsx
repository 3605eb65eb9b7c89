import { mdiDownload } from "@mdi/js";
import Button from "@mui/material/Button";

import { Icon } from "@/components/icon";

interface DownloadButtonProps {
  readonly href: string;
  readonly children: string;
}

/** Lets the browser fetch a file from the server; the server says what it is called. */
export function DownloadButton({ href, children }: DownloadButtonProps) {
  return (
    <Button
      component="a"
      href={href}
      download
      size="small"
      color="inherit"
      startIcon={<Icon path={mdiDownload} />}
    >
      {children}
    </Button>
  );
}
