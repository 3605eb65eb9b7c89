import { createContext, use } from "react";

import type { Schemas } from "@/lib/api/client";
import type { EmotionSet } from "@/lib/protocol.gen";
import type { Store } from "@/lib/store";

export interface RunningClass {
  readonly id: number;
  readonly name: string;
  readonly emotionSet: EmotionSet;
  readonly startedAt: string;
}

/** Whoever has this browser's cameras: they all see one class at a time, or none. */
export interface ClassHolder {
  readonly classSession: Store<RunningClass | null>;
  readonly setClassSession: (classSession: RunningClass | null) => void;
}

export const ClassHolderContext = createContext<ClassHolder | null>(null);

export function useClassHolder(): ClassHolder {
  const holder = use(ClassHolderContext);
  if (holder === null) throw new Error("useClassHolder needs a ClassHolderContext around it.");
  return holder;
}

export function asRunning(classSession: Schemas["ClassSession"]): RunningClass {
  const { id, name, emotion_set: emotionSet, started_at: startedAt } = classSession;
  return { id, name, emotionSet, startedAt };
}
