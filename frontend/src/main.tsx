import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { router } from "@/app/router";
import { theme } from "@/app/theme";
import { LiveContext } from "@/features/live/live-context";
import { LiveController } from "@/features/live/live-controller";
import { createParkedVideo } from "@/features/live/stage/parked-video";
import { ApiError } from "@/lib/api/problem";
import { ClassHolderContext } from "@/lib/class-holder";
import { Notices, NoticesContext } from "@/lib/notices";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root.");

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Without a network the browser still reaches a server on its own machine.
      networkMode: "always",
      staleTime: 5_000,
      // What the server refused, it would refuse again; a lost request is worth another try.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError),
    },
    mutations: { networkMode: "always" },
  },
});

const live = new LiveController(createParkedVideo);
const notices = new Notices();

createRoot(root).render(
  <StrictMode>
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline />
      <QueryClientProvider client={queries}>
        <NoticesContext value={notices}>
          <LiveContext value={live}>
            <ClassHolderContext value={live}>
              <RouterProvider router={router} />
            </ClassHolderContext>
          </LiveContext>
        </NoticesContext>
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
