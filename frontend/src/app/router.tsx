import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from "@tanstack/react-router";

import { CrashedPage } from "@/app/crashed-page";
import { NotFoundPage } from "@/app/not-found-page";
import { Shell } from "@/app/shell";
import { parseHistoryChoice } from "@/components/history/history-choice";
import { parseCompareSearch, parseListSearch } from "@/features/class-sessions/list-search";
import { LivePage } from "@/features/live/live-page";
import { parseStudentsSearch } from "@/features/students/list/students-search";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const liveRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: LivePage });

const studentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/students",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) =>
    parseStudentsSearch(search),
  component: lazyRouteComponent(() => import("@/features/students/students-page"), "StudentsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/students/import",
  component: lazyRouteComponent(() => import("@/features/import/import-page"), "ImportPage"),
});

const studentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/students/$studentId",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) =>
    parseHistoryChoice(search),
  component: lazyRouteComponent(() => import("@/features/students/student-page"), "StudentPage"),
});

const classSessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/class-sessions",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) => parseListSearch(search),
  component: lazyRouteComponent(
    () => import("@/features/class-sessions/class-sessions-page"),
    "ClassSessionsPage",
  ),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/class-sessions/compare",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) =>
    parseCompareSearch(search),
  component: lazyRouteComponent(
    () => import("@/features/class-sessions/compare/compare-page"),
    "ComparePage",
  ),
});

const classSessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/class-sessions/$classSessionId",
  component: lazyRouteComponent(
    () => import("@/features/class-sessions/class-session-page"),
    "ClassSessionPage",
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/health/settings-page"), "SettingsPage"),
});

const watchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/watch/$classSessionId",
  component: lazyRouteComponent(() => import("@/features/watch/watch-page"), "WatchPage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    liveRoute,
    studentsRoute,
    importRoute,
    studentRoute,
    classSessionsRoute,
    compareRoute,
    classSessionRoute,
    watchRoute,
    settingsRoute,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: CrashedPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
