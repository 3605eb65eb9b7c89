import { useBlocker } from "@tanstack/react-router";

import { ConfirmDialog } from "@/components/confirm-dialog";

interface LeaveGuardProps {
  /** Whether something would be lost. */
  readonly isNeeded: boolean;
  readonly title: string;
  readonly confirmLabel: string;
  /** Called when the page is left all the same. */
  readonly onLeave?: () => void;
  readonly children: string;
}

/** Asks before a page is left with which something would be lost; browsers ask in their own words. */
export function LeaveGuard({ isNeeded, title, confirmLabel, onLeave, children }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: () => isNeeded,
    enableBeforeUnload: () => isNeeded,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <ConfirmDialog
      open
      title={title}
      confirmLabel={confirmLabel}
      isBusy={false}
      error={null}
      onConfirm={() => {
        onLeave?.();
        blocker.proceed();
      }}
      onClose={blocker.reset}
    >
      {children}
    </ConfirmDialog>
  );
}
