import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Moves the focus among the links of a list by arrow keys, Home and End. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href]")];
  const index = links.findIndex((link) => link === document.activeElement);
  if (step === undefined || index < 0) return;
  event.preventDefault(); // the page would scroll
  links[step(index, links.length - 1)]?.focus();
}
