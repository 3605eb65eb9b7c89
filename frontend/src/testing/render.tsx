import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
} from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import type { ReactNode } from "react";

import { Notices, NoticesContext } from "@/lib/notices";

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
