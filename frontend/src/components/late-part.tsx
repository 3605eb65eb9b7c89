import {
  createElement,
  useEffect,
  useEffectEvent,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";

import { reachability } from "@/lib/api/reachability";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

/** The view is there and its own requests are on their way. */
const AFTER_MS = 3_000;
/** So long after a failure it is tried again. */
const AGAIN_AFTER_MS = 10_000;

interface LatePartProps<P extends object> {
  readonly fetchPart: () => Promise<ComponentType<P>>;
  /** Null while it is not to be shown. */
  readonly props: P | null;
  /** Called when it is to be shown and cannot be; people are told already. */
  readonly onFailed?: () => void;
}

/**
 * A part of a view whose code comes after the view, so that it is at hand while the server restarts.
 * One that cannot be fetched takes nothing else away: it is tried again now and then, and when it is
 * to be shown the next time.
 */
export function LatePart<P extends object>(init: LatePartProps<P>): ReactNode {
  const { fetchPart, props, onFailed } = init;
  const [part, setPart] = useState<ComponentType<P> | null>(null);
  const notices = useNotices();
  const isThere = part !== null;
  const isWanted = props !== null;
  const fail = useEffectEvent(() => {
    reachability.check();
    if (!isWanted) return;
    notices.show(text.problems.partMissing);
    onFailed?.();
  });
  useEffect(() => {
    if (isThere) return;
    let isCurrent = true;
    let timer = 0;
    const fetchNow = async (isFirst: boolean): Promise<void> => {
      try {
        const fetched = await fetchPart();
        if (isCurrent) setPart(() => fetched);
      } catch {
        if (!isCurrent) return;
        if (isFirst) fail();
        timer = window.setTimeout(() => void fetchNow(false), AGAIN_AFTER_MS);
      }
    };
    timer = window.setTimeout(() => void fetchNow(true), isWanted ? 0 : AFTER_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [fetchPart, isWanted, isThere]);
  return part !== null && props !== null ? createElement(part, props) : null;
}
