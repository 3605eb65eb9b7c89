import { useRouter } from "@tanstack/react-router";
import { useEffect, type RefObject } from "react";

import { giveFocus, useKeptFocus } from "@/app/use-kept-focus";

/**
 * Moves the keyboard's focus to the title of a view when it opens, as a browser does with a page:
 * a screen reader says where one is, and Tab goes on from there. Not for the first view, which the
 * browser itself announces, nor for a change within a view. When the view's data comes and its title
 * is replaced, the new one gets the focus.
 */
export function useRouteFocus(content: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useKeptFocus(content);
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        const view = content.current;
        if (fromLocation === undefined || !pathChanged || view === null) return;
        giveFocus(view.querySelector("h1") ?? view);
      }),
    [router, content],
  );
}
