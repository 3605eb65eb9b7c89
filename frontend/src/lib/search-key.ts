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
};
const STROKE = new RegExp(`[${Object.keys(STROKES).join("")}]`, "gu");

/** Marks that people leave out when they type: accents, and the vowels and hamza of Hebrew and Arabic. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/gu;

/** Without case, accents and strokes, as the server searches: "Łukasz" becomes "lukasz". */
export function searchKey(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .toLowerCase()
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize("NFKC");
}
