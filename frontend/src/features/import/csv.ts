/** A line of a table, with the number that an editor shows for it. */
export interface CsvRow {
  /** Counts from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  /** The line on which a quote was opened that nothing closes; what follows it is one cell. */
  readonly openQuote: number | null;
}

const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Reads comma-separated values (RFC 4180), also those of spreadsheets that separate by semicolons or
 * tabs, with any line ends. Lines without a word are left out.
 */
export function parseCsv(source: string): CsvTable {
  const text = source.replace(/^\uFEFF/u, "");
  const named = /^sep=(.)\r?\n/.exec(text); // spreadsheets may name their delimiter
  const body = named === null ? text : text.slice(named[0].length);
  return new Reader(body, named?.[1] ?? likelyDelimiter(body), named === null ? 1 : 2).read();
}

/** The one that the first line has most of, outside of quotes. */
function likelyDelimiter(source: string): string {
  const firstLine = (/^[^\r\n]*\S[^\r\n]*/mu.exec(source)?.[0] ?? "").replace(/"[^"]*"?/gu, "");
  const count = (delimiter: string): number => firstLine.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

class Reader {
  readonly #source: string;
  readonly #delimiter: string;
  readonly #rows: CsvRow[] = [];
  #cells: string[] = [];
  #cell = "";
  #line: number;
  #rowLine: number;

  constructor(source: string, delimiter: string, line: number) {
    this.#source = source;
    this.#delimiter = delimiter;
    this.#line = line;
    this.#rowLine = line;
  }

  read(): CsvTable {
    let quotedSince: number | null = null;
    for (let at = 0; at < this.#source.length; at += 1) {
      const char = this.#source.charAt(at);
      const isBreak = char === "\n" || (char === "\r" && this.#source[at + 1] !== "\n");
      if (isBreak) this.#line += 1;
      if (quotedSince !== null) {
        if (char !== '"') this.#cell += char;
        else if (this.#source[at + 1] === '"') {
          this.#cell += char; // two of them mean one
          at += 1;
        } else quotedSince = null;
      } else if (char === '"' && this.#cell.trim() === "") {
        this.#cell = "";
        quotedSince = this.#line;
      } else if (char === this.#delimiter) this.#endCell();
      else if (isBreak) this.#endRow();
      else if (char !== "\r") this.#cell += char;
    }
    this.#endRow();
    return { rows: this.#rows, openQuote: quotedSince };
  }

  #endCell(): void {
    this.#cells.push(this.#cell.trim());
    this.#cell = "";
  }

  #endRow(): void {
    this.#endCell();
    if (this.#cells.some((cell) => cell !== "")) {
      this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    }
    this.#cells = [];
    this.#rowLine = this.#line;
  }
}

/** Text of a file that may come from any spreadsheet: UTF-8 or 16 as marked, or else Windows' Latin. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A table for spreadsheets: with a byte order mark, or they take UTF-8 for something else. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

function cellOf(value: string): string {
  // A spreadsheet would run what starts so as a formula, and file names come from anywhere.
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",;\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
