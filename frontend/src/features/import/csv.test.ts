import { expect, test } from "vitest";

import { decodeText, parseCsv, writeCsv } from "./csv";

const cellsOf = (source: string) => parseCsv(source).rows.map(({ cells }) => cells);

test.each([
  [
    "commas",
    "a,b\nc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "semicolons",
    "name;number\nLovelace, Ada;7",
    [
      ["name", "number"],
      ["Lovelace, Ada", "7"],
    ],
  ],
  [
    "tabs",
    "a\tb\n1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "Windows' line ends",
    "a,b\r\nc,d\r\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "old Macintosh's line ends",
    "a,b\rc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "quotes around a delimiter",
    'a,b\n"Lovelace, Ada",7',
    [
      ["a", "b"],
      ["Lovelace, Ada", "7"],
    ],
  ],
  ["quotes in quotes", '"Ada ""Countess"" L.",7', [['Ada "Countess" L.', "7"]]],
  [
    "a line break in quotes",
    '"Ada\nLovelace",7\nBob,8',
    [
      ["Ada\nLovelace", "7"],
      ["Bob", "8"],
    ],
  ],
  ["spaces around cells", "  a , b \n", [["a", "b"]]],
  ["quotes in the middle of a word", 'O\'Brien "Bo",7', [['O\'Brien "Bo"', "7"]]],
  ["empty cells", "a,,c\n,,\n", [["a", "", "c"]]],
  ["a spreadsheet's note on its delimiter", "sep=;\na,x;b", [["a,x", "b"]]],
  ["one column", "Ada\nBob", [["Ada"], ["Bob"]]],
  ["nothing", "", []],
  [
    "blank lines before the header",
    "\n\nname;id\nAda;7",
    [
      ["name", "id"],
      ["Ada", "7"],
    ],
  ],
])("%s are read", (_, source, cells) => {
  expect(cellsOf(source)).toEqual(cells);
});

test("a row knows its line, past empty lines and breaks in quotes", () => {
  const { rows } = parseCsv('name\n\n"A\nB"\r\nC\n');
  expect(rows.map(({ line }) => line)).toEqual([1, 3, 5]);
});

test("a quote that nothing closes is told with its line", () => {
  expect(parseCsv('name\nAda\n"Bob\nCem').openQuote).toBe(3);
  expect(parseCsv('name\n"Ada"\n').openQuote).toBeNull();
});

const utf8 = (source: string) => new TextEncoder().encode(source);
const utf16 = (source: string) =>
  new Uint8Array(Uint16Array.from(`\uFEFF${source}`, (char) => char.charCodeAt(0)).buffer);

test.each([
  ["UTF-8", utf8("Zoë"), "Zoë"],
  ["UTF-8 with its mark", utf8("\uFEFFZoë"), "Zoë"],
  ["UTF-16", utf16("Zoë"), "Zoë"],
  ["Windows' Latin", Uint8Array.of(0x5a, 0x6f, 0xeb), "Zoë"],
])("%s is decoded", (_, bytes, expected) => {
  expect(decodeText(bytes)).toBe(expected);
});

test.each([[["plain", "1"]], [['with "quotes"', "a,b;c", "two\nlines"]], [["Zoë", "林浩然", ""]]])(
  "what is written is read again: %j",
  (row) => {
    const source = decodeText(utf8(writeCsv([["h", "i", "j"], row])));
    expect(cellsOf(source)[1]).toEqual(row);
  },
);

test("a cell that a spreadsheet would run is made harmless", () => {
  expect(writeCsv([["=HYPERLINK(1)", "-2", "@x"]])).toBe("\uFEFF'=HYPERLINK(1),'-2,'@x\r\n");
});
