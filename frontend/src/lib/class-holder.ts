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

/** Gives the class that is held its new name; the cameras that see it go on. */
export function renameHeld(
  { classSession }: ClassHolder,
  { id, name }: Pick<RunningClass, "id" | "name">,
): void {
  classSession.update((held) => (held?.id === id && held.name !== name ? { ...held, name } : held));
}
