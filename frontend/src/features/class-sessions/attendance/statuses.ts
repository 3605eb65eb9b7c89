import {
  mdiAccountCheckOutline,
  mdiAccountClockOutline,
  mdiAccountOffOutline,
  mdiEyeOffOutline,
  mdiLogoutVariant,
  mdiShieldCheckOutline,
} from "@mdi/js";

import type { Schemas } from "@/lib/api/client";

export type Entry = Schemas["AttendanceEntry"];
export type Status = Schemas["AttendanceStatus"];
export type CorrectedStatus = Schemas["CorrectedStatus"];

/** In the order in which they are offered and counted. */
export const CORRECTED_STATUSES: readonly CorrectedStatus[] = [
  "present",
  "late",
  "left_early",
  "absent",
  "excused",
];
export const STATUSES: readonly Status[] = [...CORRECTED_STATUSES, "not_seen"];

/** The word stands beside it. */
export const STATUS_ICONS: Readonly<Record<Status, string>> = {
  present: mdiAccountCheckOutline,
  late: mdiAccountClockOutline,
  left_early: mdiLogoutVariant,
  absent: mdiAccountOffOutline,
  excused: mdiShieldCheckOutline,
  not_seen: mdiEyeOffOutline,
};

/** Whether a student was there, late or not, for all of it or not. */
export function wasThere(status: Status | undefined): boolean {
  return status === "present" || status === "late" || status === "left_early";
}
