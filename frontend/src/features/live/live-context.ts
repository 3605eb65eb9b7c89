import { createContext, use } from "react";

import type { LiveController } from "./live-controller";

export const LiveContext = createContext<LiveController | null>(null);

export function useLive(): LiveController {
  const controller = use(LiveContext);
  if (controller === null) throw new Error("useLive needs a LiveContext around it.");
  return controller;
}
