import { useState, type ReactNode } from "react";

import type { Schemas } from "@/lib/api/client";

import { canBeCompared } from "./comparison";
import { Loading } from "./second";

type Pair = readonly [Schemas["Timeline"], Schemas["Timeline"]];

interface OfOneKindProps {
  readonly timelines: Pair;
  readonly children: (timelines: Pair) => ReactNode;
}

/** While one of two timelines is still of the emotions or the width of before, both stay so. */
export function OfOneKind({ timelines, children }: OfOneKindProps) {
  const [last, setLast] = useState<Pair | null>(null);
  const [first, second] = timelines;
  if (!canBeCompared(first, second)) return last === null ? <Loading /> : children(last);
  if (last?.[0] !== first || last[1] !== second) setLast(timelines);
  return children(timelines);
}
