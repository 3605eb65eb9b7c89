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

/** Without case, accents and strokes, as the server searches: "Łukasz" becomes "lukasz". */
export function searchKey(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/gu, "")
    .toLowerCase()
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize("NFKC");
}
