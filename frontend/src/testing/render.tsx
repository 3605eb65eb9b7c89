import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
  RouterProvider,
} from "@tanstack/react-router";
import { act, render, type RenderResult } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";

import { ClassHolderContext, type ClassHolder, type RunningClass } from "@/lib/class-holder";
import { Notices, NoticesContext } from "@/lib/notices";
import { Store } from "@/lib/store";

/** Renders a view as the page would, with a router that leads nowhere. */
export function renderView(view: ReactNode): RenderResult {
  const rootRoute = createRootRoute();
  const router = createRouter({
    routeTree: rootRoute.addChildren([createRoute({ getParentRoute: () => rootRoute, path: "$" })]),
    history: createMemoryHistory({ initialEntries: ["/here"] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queries}>
      <NoticesContext value={new Notices()}>
        <RouterContextProvider router={router as never}>{view}</RouterContextProvider>
      </NoticesContext>
    </QueryClientProvider>,
  );
}

/** Cameras that see a class, or none. */
export function makeHolder(held: RunningClass | null = null): ClassHolder {
  const classSession = new Store(held);
  return { classSession, setClassSession: (taken) => classSession.set(taken) };
}

interface PageRoute {
  readonly path: string;
  readonly component: () => ReactNode;
  readonly validateSearch?: (search: Record<string, unknown>) => object;
}

/** Renders a page of its own address; `goTo` leads to another one of the same page. */
export function renderPage({ path, component, validateSearch }: PageRoute, address: string) {
  vi.spyOn(window, "scrollTo").mockReturnValue(); // jsdom has no scrolling
  const rootRoute = createRootRoute();
  const getParentRoute = () => rootRoute;
  const search = validateSearch === undefined ? {} : { validateSearch };
  const router = createRouter({
    routeTree: rootRoute.addChildren([createRoute({ getParentRoute, path, component, ...search })]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <NoticesContext value={new Notices()}>
        <ClassHolderContext value={makeHolder()}>
          <RouterProvider router={router as never} />
        </ClassHolderContext>
      </NoticesContext>
    </QueryClientProvider>,
  );
  const goTo = (href: string) => act(() => router.navigate({ to: href } as never));
  return { queries, goTo };
}
