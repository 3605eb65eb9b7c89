import type { Schemas } from "@/lib/api/client";
import { fileSize } from "@/lib/numbers";
import { text } from "@/text";

export interface Trouble {
  readonly severity: "error" | "warning" | "info";
  readonly title: string;
  readonly hint: string;
}

interface Known {
  /** Null while the server cannot be reached. */
  readonly readiness: Schemas["Readiness"] | null;
  readonly disk: Schemas["Disk"] | null;
  readonly pageVersion: string;
  readonly serverVersion: string;
}

/** What somebody should do something about, the worst first. */
export function troublesOf({ readiness, disk, pageVersion, serverVersion }: Known): Trouble[] {
  const troubles: Trouble[] = [];
  if (readiness === null) {
    const { unreachable, unreachableHint } = text.health;
    troubles.push({ severity: "error", title: unreachable, hint: unreachableHint });
  } else {
    for (const fault of [readiness.database, readiness.networks]) {
      if (fault !== "ok") {
        troubles.push({ severity: "error", title: text.health.notReady, hint: fault });
      }
    }
  }
  if (disk?.is_low === true) {
    troubles.push({
      severity: "warning",
      title: text.health.diskLow(fileSize(disk.free_bytes)),
      hint: text.health.diskLowHint(fileSize(disk.low_below_bytes)),
    });
  }
  if (pageVersion !== serverVersion) {
    const hint = text.health.pageOldHint(pageVersion, serverVersion);
    troubles.push({ severity: "info", title: text.health.pageOld, hint });
  }
  return troubles;
}
