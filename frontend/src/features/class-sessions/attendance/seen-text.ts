import { clock, duration } from "@/lib/time";
import { text } from "@/text";

import type { Entry } from "./statuses";

/** What the cameras saw of a student, or why they saw nothing. */
export function seenText({ seen, needs_enrollment: needsEnrollment }: Entry): string {
  if (seen !== null) {
    const { first_seen_at: first, last_seen_at: last, seconds_seen: seconds } = seen;
    return text.attendance.seen(clock(first), clock(last), duration(seconds));
  }
  return needsEnrollment ? text.attendance.needsEnrollment : text.attendance.notSeen;
}
