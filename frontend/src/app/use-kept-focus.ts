import { useEffect, type RefObject } from "react";

/**
 * Gives the keyboard's focus to the nearest heading when the control that had it leaves the view, as
 * with a class that was ended: browsers would begin at the top of the page again, and a screen reader
 * says nothing.
 */
export function useKeptFocus(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = content.current;
    if (view === null) return;
    let path: readonly HTMLElement[] = []; // what was focused in the view last, and what it is in
    const remember = ({ target }: FocusEvent): void => {
      path = pathTo(target as HTMLElement, view);
    };
    const observer = new MutationObserver(() => {
      if (path[0]?.isConnected === false && document.activeElement === document.body) {
        focusHeading(path, view);
      }
    });
    view.addEventListener("focusin", remember);
    // A dialog, too, leaves the focus to nobody when it closes and its button is not there any more.
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      view.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, [content]);
}

function pathTo(element: HTMLElement, view: HTMLElement): readonly HTMLElement[] {
  const path = [element];
  for (let at = element; at !== view && at.parentElement !== null;)
    path.push((at = at.parentElement));
  return path;
}

function focusHeading(path: readonly HTMLElement[], view: HTMLElement): void {
  const headings = path
    .filter((one) => one.isConnected)
    .map((one) => one.querySelector<HTMLElement>("h1, h2, h3"));
  giveFocus(headings.find((heading) => heading !== null) ?? view);
}

/** To something that is no control; the view stays where it is. */
export function giveFocus(target: HTMLElement): void {
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
