import { LeaveGuard } from "@/components/leave-guard";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { isOver, type ImportRun } from "./import-run";

interface RunGuardProps {
  readonly run: ImportRun;
}

/** Asks before an import is left that goes on; it belongs where no cover takes it away. */
export function RunGuard({ run }: RunGuardProps) {
  const { phase } = useStore(run.state);
  return (
    <LeaveGuard
      isNeeded={!isOver(phase)}
      title={text.import.leaveTitle}
      confirmLabel={text.import.leaveConfirm}
      onLeave={() => run.stop()}
    >
      {text.import.leave}
    </LeaveGuard>
  );
}
