import { mdiEyeOffOutline, mdiEyeOutline } from "@mdi/js";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useCallback, useEffect } from "react";

import { Icon } from "@/components/icon";
import { useNotices } from "@/lib/notices";
import { presenterMode, usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

/** Hides names while others see the screen, by the button or from anywhere by its keys. */
export function PresenterToggle() {
  const isOn = usePresenterMode();
  const notices = useNotices();
  const toggle = useCallback(() => {
    presenterMode.toggle();
    notices.show(presenterMode.isOn() ? text.presenter.turnedOn : text.presenter.turnedOff);
  }, [notices]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // By the place of the key: with Alt held, some keyboards write another letter.
      const isShortcut = event.altKey && event.shiftKey && event.code === "KeyP";
      if (!isShortcut || event.ctrlKey || event.metaKey || event.repeat) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [toggle]);

  const label = isOn ? text.presenter.show : text.presenter.hide;
  return (
    <Tooltip title={`${label} (${text.presenter.keys})`} describeChild>
      <IconButton
        color={isOn ? "primary" : "inherit"}
        aria-label={label}
        aria-keyshortcuts={text.presenter.keys}
        data-testid="presenter-toggle"
        onClick={toggle}
      >
        <Icon path={isOn ? mdiEyeOffOutline : mdiEyeOutline} />
      </IconButton>
    </Tooltip>
  );
}
