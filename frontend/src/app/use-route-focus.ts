import { useRouter } from "@tanstack/react-router";
import { useEffect, type RefObject } from "react";

/**
 * Moves the keyboard's focus to the title of a view when it opens, as a browser does with a page:
 * a screen reader says where one is, and Tab goes on from there. Not for the first view, which the
 * browser itself announces, nor for a change within a view.
 */
export function useRouteFocus(content: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(() => {
    let release = (): void => undefined;
    const unsubscribe = router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
      if (fromLocation === undefined || !pathChanged || content.current === null) return;
      release();
      release = focusTitle(content.current);
    });
    return () => {
      unsubscribe();
      release();
    };
  }, [router, content]);
}

/** The title may be replaced when the view's data comes: then the new one gets the focus, too. */
function focusTitle(view: HTMLElement): () => void {
  let focused = focusOn(view);
  const observer = new MutationObserver(() => {
    if (focused.isConnected) return;
    if (document.activeElement === document.body) focused = focusOn(view);
    else observer.disconnect(); // somebody went on meanwhile
  });
  observer.observe(view, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function focusOn(view: HTMLElement): HTMLElement {
  const target = view.querySelector("h1") ?? view;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return target;
}
