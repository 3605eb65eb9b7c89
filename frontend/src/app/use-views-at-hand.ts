import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** The first view is there and its own requests are on their way. */
const AFTER_MS = 3_000;

/**
 * Fetches the code of all views once the first one stands, so that a change of views works while
 * the server restarts. They are small; charts are fetched when the first one is opened.
 */
export function useViewsAtHand(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = window.setTimeout(() => {
      for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route);
    }, AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [router]);
}
