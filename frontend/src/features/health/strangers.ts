import { whole } from "@/lib/numbers";
import { text } from "@/text";

/** A share of strangers in words: 0.001 is one stranger in 1,000. */
export function strangers(share: number): string {
  const words = text.health.thresholds;
  return share > 0 ? words.strangersOneIn(whole(1 / share)) : words.strangersNone;
}
