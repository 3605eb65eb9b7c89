const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What people count as letters: an emoji or an accented letter is one. */
export function graphemes(words: string): string[] {
  return Array.from(SEGMENTER.segment(words), ({ segment }) => segment);
}
