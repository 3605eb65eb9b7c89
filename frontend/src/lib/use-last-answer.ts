import { useState } from "react";
import type { UseQueryResult } from "@tanstack/react-query";

interface LastAnswer<T> {
  readonly data: T | undefined;
  /** Stays until there is an answer again. */
  readonly error: Error | null;
}

/**
 * What a query that is asked anew in other words, as for a range that moves on with the time, answered
 * last, also while the next answers fail. It is forgotten when it is `of` something else.
 */
export function useLastAnswer<T>(query: UseQueryResult<T>, of: string): LastAnswer<T> {
  const { data, error, isPlaceholderData } = query;
  const [last, setLast] = useState<LastAnswer<T> & { of: string }>({ data, error, of });
  const answered = data === undefined || isPlaceholderData ? undefined : data;
  const known = last.of === of ? last : { data: undefined, error: null, of };
  const now = {
    data: answered ?? known.data,
    error: answered === undefined ? (error ?? known.error) : error,
    of,
  };
  if (now.data !== last.data || now.error !== last.error || now.of !== last.of) setLast(now);
  return { data: data ?? now.data, error: now.error };
}
