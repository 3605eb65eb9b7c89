import { useSyncExternalStore } from "react";

import { Store } from "@/lib/store";
import { readStored, writeStored } from "@/lib/stored-value";

const STORED_MODE = "presenter-mode";
const ON = "on";

/**
 * Whether names are hidden, because others see this screen too. The browser remembers it; windows
 * that are open do not follow each other, so that the one on the projector may hide the names that
 * the teacher's own shows.
 */
export class PresenterMode {
  readonly #on = new Store(readStored(STORED_MODE) === ON);

  readonly isOn = (): boolean => this.#on.get();

  readonly subscribe = (listener: () => void): (() => void) => this.#on.subscribe(listener);

  set(on: boolean): void {
    writeStored(STORED_MODE, on ? ON : null);
    this.#on.set(on);
  }

  toggle(): void {
    this.set(!this.isOn());
  }
}

/** The page's one mode, read by views (through the hook) and by what is painted without React. */
export const presenterMode = new PresenterMode();

export function usePresenterMode(): boolean {
  return useSyncExternalStore(presenterMode.subscribe, presenterMode.isOn);
}
