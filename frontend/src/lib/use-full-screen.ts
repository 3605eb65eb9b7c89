import { useEffect, useState, type RefObject } from "react";

export interface FullScreen {
  /** False on an iPhone, which shows nothing but videos on its full screen. */
  readonly isOffered: boolean;
  readonly isOn: boolean;
  readonly toggle: () => void;
  /** For what opens over the page: on the full screen nobody would see it. */
  readonly leave: () => void;
}

/** Shows an element, and nothing else, on the whole screen. */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen {
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    const follow = (): void => setIsOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  // Refused, as by a policy of an embedding page, it stays as it is.
  const enter = (): void => void element.current?.requestFullscreen().catch(() => undefined);
  const leave = (): void => {
    if (isOn) document.exitFullscreen().catch(() => undefined);
  };
  return { isOffered: document.fullscreenEnabled, isOn, toggle: isOn ? leave : enter, leave };
}
