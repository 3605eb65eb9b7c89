import { useRouter } from "@tanstack/react-router";
import { useEffect, type RefObject } from "react";

/**
 * Moves the keyboard's focus to the title of a view when it opens, as a browser does with a page:
 * a screen reader says where one is, and Tab goes on from there. Not for the first view, which the
 * browser itself announces, nor for a change within a view.
 */
export function useRouteFocus(content: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        const view = content.current;
        const target = view?.querySelector("h1") ?? view;
        if (target === null) return;
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }),
    [router, content],
  );
}
