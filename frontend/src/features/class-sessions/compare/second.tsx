import Skeleton from "@mui/material/Skeleton";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { ProblemState } from "@/components/problem-state";
import { text } from "@/text";

interface SecondProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** What needs the second class, too: the first one alone cannot be compared. */
export function Second<T>({ query, children }: SecondProps<T>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error !== null) return <ProblemState error={error} onRetry={() => void refetch()} />;
  return <Loading />;
}

export function Loading() {
  return <Skeleton variant="rounded" height={200} aria-label={text.loading} />;
}
