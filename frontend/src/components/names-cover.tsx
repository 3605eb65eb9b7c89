import { mdiEyeOffOutline } from "@mdi/js";
import Button from "@mui/material/Button";
import { Activity, type ReactNode } from "react";

import { EmptyState } from "@/components/empty-state";
import { presenterMode, usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

interface NamesCoverProps {
  /** What can be done here once names are shown. */
  readonly hint: string;
  readonly children: ReactNode;
}

/**
 * Stands in for what makes no sense without names, while others see the screen. What was begun
 * below stays as it is; a camera is off until the names are back.
 */
export function NamesCover({ hint, children }: NamesCoverProps) {
  const isHidden = usePresenterMode();
  return (
    <>
      {isHidden && (
        <EmptyState
          icon={mdiEyeOffOutline}
          title={text.presenter.hidden}
          hint={hint}
          action={
            <Button variant="outlined" onClick={() => presenterMode.set(false)}>
              {text.presenter.show}
            </Button>
          }
        />
      )}
      <Activity mode={isHidden ? "hidden" : "visible"}>{children}</Activity>
    </>
  );
}
