import { oneDigit, whole } from "@/lib/numbers";
import type { Lowered, LoweredEffort } from "@/lib/protocol.gen";
import { text } from "@/text";

const words = text.effort;

/** In one line what a busy server does less of. */
export function busyText({ lowered: [first, ...others] }: LoweredEffort): string {
  const what = first === undefined ? "" : words.less[first];
  return words.busyWith(others.length === 0 ? what : words.andMore(what, others.length));
}

/** For each thing that is lowered what it means for what is seen. */
export function loweredTexts(effort: LoweredEffort): readonly string[] {
  const sentences: Readonly<Record<Lowered, string>> = {
    emotion_rate: words.emotionRate(oneDigit(effort.emotion_interval_seconds)),
    scan_rate: words.scanRate(oneDigit(effort.scan_interval_seconds)),
    smallest_face: words.smallestFace(whole(effort.min_face_px)),
    frame_rate: words.frameRate(oneDigit(effort.max_frames_per_second)),
  };
  return effort.lowered.map((one) => sentences[one]);
}

export function isSameEffort(a: LoweredEffort | null, b: LoweredEffort | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
