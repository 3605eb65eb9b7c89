import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";

import { NotFoundPage } from "@/app/not-found-page";
import { Shell } from "@/app/shell";
import { LivePage } from "@/features/live/live-page";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const liveRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: LivePage });

const studentsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/students" });

const classSessionsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/class-sessions" });

const classSessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/class-sessions/$classSessionId",
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([liveRoute, studentsRoute, classSessionsRoute, classSessionRoute]),
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
