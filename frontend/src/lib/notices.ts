import { createContext, use } from "react";

import { Store } from "@/lib/store";

/** A short sentence that something was done, shown for some seconds. */
export interface Notice {
  readonly id: number;
  readonly message: string;
  /** The same without a student's name, for a screen that others see. */
  readonly nameless: string;
}

export class Notices {
  readonly current = new Store<Notice | null>(null);

  show(message: string, nameless = message): void {
    this.current.update((previous) => ({ id: (previous?.id ?? 0) + 1, message, nameless }));
  }
}

export const NoticesContext = createContext<Notices | null>(null);

export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error("useNotices needs a NoticesContext around it.");
  return notices;
}
