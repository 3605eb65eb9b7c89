import { useRef, useState } from "react";

export interface TypedValue {
  /** What stands in the field. */
  readonly typed: string;
  readonly type: (value: string) => void;
  readonly beginComposing: () => void;
  readonly endComposing: (value: string) => void;
  /** Whoever leaves the field has nothing of their own on the way any more, and nothing half done. */
  readonly leave: () => void;
}

/**
 * The text of a field whose value is kept elsewhere and comes back later, as from the page's address:
 * it stands there at once, so that the caret stays where it is. A value that comes from elsewhere
 * replaces it. What an input method composes is not told before it is done, and what `isWhole` does
 * not take is not told at all.
 */
export function useTypedValue(
  value: string,
  onChange: (value: string) => void,
  isWhole: (value: string) => boolean = () => true,
): TypedValue {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  /** Told and not come back yet, the oldest first. */
  const [told, setTold] = useState<readonly string[]>([]);
  const isComposing = useRef(false);

  if (value !== known) {
    setKnown(value);
    const index = told.indexOf(value);
    setTold(index === -1 ? [] : told.slice(index + 1));
    if (index === -1) setTyped(value);
  }

  const tell = (next: string): void => {
    if (next === (told.at(-1) ?? value) || !isWhole(next)) return;
    setTold([...told, next]);
    onChange(next);
  };

  return {
    typed,
    type: (next) => {
      setTyped(next);
      if (!isComposing.current) tell(next);
    },
    beginComposing: () => {
      isComposing.current = true;
    },
    endComposing: (next) => {
      isComposing.current = false;
      tell(next);
    },
    leave: () => {
      setTold([]);
      if (!isWhole(typed)) setTyped(value);
    },
  };
}
