import { expect, test } from "vitest";

import { searchKey } from "./search-key";

test.each([
  ["JOSÉ", "jose"],
  ["Łukasz Đặng", "lukasz dang"],
  ["Søren Þór", "soren thor"],
  ["I\u015f\u0131k", "isik"],
  ["Straße", "strasse"],
  ["ΟΔΥΣΣΕΑΣ", "οδυσσεασ"],
  ["Οδυσσέας", "οδυσσεασ"],
  ["李小龙", "李小龙"],
  ["أحمد", "احمد"],
  ["آمنة", "امنه"],
  ["فؤاد", "فواد"],
  ["مُحَمَّد", "محمد"],
  ["שָׁלוֹם", "שלום"],
  ["\ufb2a\u05b4\u05d9\u05e8", "\u05e9\u05d9\u05e8"],
  ["कुमार", "कुमार"],
  // Karim as Persian keyboards write it, Mustafa, Fatima, a stretched Muhammad, Nargeszadeh
  ["\u06a9\u0631\u06cc\u0645", "\u0643\u0631\u064a\u0645"],
  ["\u0645\u0635\u0637\u0641\u0649", "\u0645\u0635\u0637\u0641\u064a"],
  ["\u0641\u0627\u0637\u0645\u0629", "\u0641\u0627\u0637\u0645\u0647"],
  ["\u0645\u062d\u0640\u0640\u0645\u062f", "\u0645\u062d\u0645\u062f"],
  [
    "\u0646\u0631\u06af\u0633\u200c\u0632\u0627\u062f\u0647",
    "\u0646\u0631\u06af\u0633\u0632\u0627\u062f\u0647",
  ],
])("%s is found by %s", (name, key) => {
  expect(searchKey(name)).toBe(key);
});
