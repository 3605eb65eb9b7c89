import { percent, whole } from "@/lib/numbers";
import { text } from "@/text";

/** A share of strangers in words: 0.001 is one stranger in 1,000, and 0.8 is 80% of them. */
export function strangers(share: number): string {
  const words = text.health.thresholds;
  if (share > 0.5) return words.strangersShare(percent(share));
  return share > 0 ? words.strangersOneIn(oneIn(share)) : words.strangersNone;
}

function oneIn(share: number): string {
  return whole(Number((1 / share).toPrecision(3)));
}
