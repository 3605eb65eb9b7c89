import { useQuery } from "@tanstack/react-query";

import { aboutQuery } from "@/lib/api/about";

/** How often each part is read again; nothing is while the page is hidden. */
export const CONNECTIONS_EVERY_MS = 2_000;
export const READINESS_EVERY_MS = 10_000;
export const STORAGE_EVERY_MS = 15_000;
export const GALLERY_EVERY_MS = 30_000;
const ABOUT_EVERY_MS = 30_000;

/** What the server is: elsewhere it is read once, here a restart shall be seen. */
export function useServerAbout() {
  return useQuery({ ...aboutQuery, staleTime: 0, refetchInterval: ABOUT_EVERY_MS });
}
