/** The viewer's time zone by its IANA name: days and hours of a history begin there. */
export function viewerTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
