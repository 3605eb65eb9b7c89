import type { EmotionSet } from "@/lib/protocol.gen";

/** The five emotions of each set, in the server's order (docs/protocol.md). */
export const EMOTION_LABELS: Readonly<Record<EmotionSet, readonly string[]>> = {
  wellbeing: ["angry", "happy", "neutral", "sad", "tired"],
  engagement: ["angry", "happy", "neutral", "sad", "surprise"],
};
