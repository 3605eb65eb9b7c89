/** Letters that are no letter with an accent to Unicode, as keyboards without them write them. */
const STROKES: Readonly<Record<string, string>> = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ß: "ss",
  ς: "σ", // at the end of a word
};
/** Letters of the Arabic script that look alike and that each keyboard has one of, as the server joins them. */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  "\u06a9": "\u0643",
  "\u0649": "\u064a",
  "\u06cc": "\u064a",
  "\u06d2": "\u064a",
  "\u0629": "\u0647",
  "\u06be": "\u0647",
  "\u06c1": "\u0647",
  "\u06d5": "\u0647",
};
const LETTERS = { ...STROKES, ...ARABIC_LETTERS };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

/**
 * Marks that people leave out when they type: accents, the vowels and hamza of Hebrew and Arabic, the
 * stroke that stretches an Arabic word, and signs without a shape.
 */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640\u061c\u200b-\u200f]/gu;

/** Without case, accents and strokes, as the server searches: "Łukasz" becomes "lukasz". */
export function searchKey(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKC");
}
