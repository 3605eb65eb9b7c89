/** What two spellings of one name have in common: "José_Núñez" and "jose nunez". */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/gu, "") // accents; vowel signs of other scripts are kept
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** The same for "Lovelace, Ada" and "Ada Lovelace". */
export function wordsKey(name: string): string {
  return nameKey(name).split(" ").sort().join(" ");
}

/** The same for "AdaLovelace" and "Ada Lovelace". */
export function compactKey(name: string): string {
  return nameKey(name).replaceAll(" ", "");
}
