/** Up to two classes that are laid side by side, in the order in which they were chosen. */
export type Pair = readonly number[];

/** Takes a class in or out; a third one is not taken. */
export function picking(pair: Pair, classSessionId: number): Pair {
  if (pair.includes(classSessionId)) return pair.filter((id) => id !== classSessionId);
  return pair.length < 2 ? [...pair, classSessionId] : pair;
}
