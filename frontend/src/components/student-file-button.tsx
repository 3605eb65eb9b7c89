import { mdiDownload } from "@mdi/js";
import Button from "@mui/material/Button";
import Tooltip from "@mui/material/Tooltip";

import { Icon } from "@/components/icon";
import { usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

interface StudentFileButtonProps {
  readonly href: string;
  readonly children: string;
}

/**
 * Lets the browser fetch a student's file from the server. It is called by the student's name, and
 * the browser shows that name: not while others see the screen.
 */
export function StudentFileButton({ href, children }: StudentFileButtonProps) {
  if (usePresenterMode()) {
    return (
      <Tooltip title={text.presenter.fileHidden}>
        <span>
          <Button disabled size="small" color="inherit" startIcon={<Icon path={mdiDownload} />}>
            {children}
          </Button>
        </span>
      </Tooltip>
    );
  }
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
