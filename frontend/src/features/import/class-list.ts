import { parseCsv, type CsvRow } from "./csv";
import { nameKey } from "./name-key";

/** A student as the class list has it. */
export interface ListedStudent {
  readonly name: string;
  readonly externalId: string | null;
  /** Where in the file. */
  readonly line: number;
}

export type ListFaultCode =
  "empty_name" | "bad_name" | "bad_number" | "same_number" | "same_student" | "open_quote";

/** What is wrong with a line; the student on it is left out. */
export interface ListFault {
  readonly line: number;
  readonly code: ListFaultCode;
  /** The number or name that is meant. */
  readonly value: string;
  /** The line that has the same already. */
  readonly firstLine?: number;
}

export interface ClassList {
  readonly students: readonly ListedStudent[];
  readonly faults: readonly ListFault[];
  /** False where no column was named, so that the first is taken for names. */
  readonly hasHeader: boolean;
}

/** As the server limits them. */
const MAX_NAME = 200;
const MAX_NUMBER = 100;
const CONTROL = /\p{Cc}/u;

/** Reads the CSV of a class: names, and the school's numbers where it has some. */
export function readClassList(source: string): ClassList {
  const { rows, openQuote } = parseCsv(source);
  const header = columnsOf(rows);
  const columns = header ?? { name: 0, first: null, last: null, number: 1 };
  const faults: ListFault[] = [];
  if (openQuote !== null) faults.push({ line: openQuote, code: "open_quote", value: "" });
  const students = withoutDoubles(
    rows
      .slice(header === null ? 0 : 1)
      .map((row) => listed(row, columns))
      .filter((student) => {
        const fault = faultOf(student);
        if (fault !== null) faults.push(fault);
        return fault === null;
      }),
    faults,
  );
  faults.sort((a, b) => a.line - b.line);
  return { students, faults, hasHeader: header !== null };
}

interface Columns {
  readonly name: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly number: number | null;
}

/**
 * How exports of schools name their columns, written as headerKey writes them. A plain "name" beside
 * only one of the halves is the other one, as in "Name;Vorname".
 */
const HEADERS = {
  name: words(
    "name names fullname student studentname displayname pupil pupilname learner",
    "schuler schulername vollername nomcomplet eleve nombrecompleto alumno",
  ),
  first: words("firstname first givenname forename vorname prenom nombre nome preferredname"),
  last: words(
    "lastname last surname familyname nachname familienname nom cognome apellido apellidos",
  ),
  number: words(
    "externalid id number no nr num studentid studentnumber studentno pupilid pupilnumber",
    "admissionnumber idnumber code nummer schulernummer matrikelnummer numero",
  ),
} as const;

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}

const headerKey = (cell: string): string => nameKey(cell).replaceAll(" ", "");

/** Null where no cell of the first row is the name of a column that names are in. */
function columnsOf([header, ...rows]: readonly CsvRow[]): Columns | null {
  const keys = header?.cells.map(headerKey) ?? [];
  const find = (names: ReadonlySet<string>): number | null => {
    const index = keys.findIndex((key) => names.has(key));
    return index < 0 ? null : index;
  };
  const number = find(HEADERS.number);
  const [name, first, last] = [find(HEADERS.name), find(HEADERS.first), find(HEADERS.last)];
  if (name === null) return first === null && last === null ? null : { name, first, last, number };
  const half = first === null ? last : last === null ? first : null;
  const isOtherHalf =
    half !== null &&
    keys[name] === "name" &&
    keys[half] !== "preferredname" &&
    !rows.every(({ cells }) => repeats(cells[name] ?? "", cells[half] ?? ""));
  return isOtherHalf
    ? { name: null, first: first ?? name, last: last ?? name, number }
    : { name, first: null, last: null, number };
}

/** Whether a whole name has this half in it, so that "Name" beside "Surname" is all of it. */
function repeats(name: string, half: string): boolean {
  const parts = nameKey(name).split(" ");
  return nameKey(half)
    .split(" ")
    .every((part) => part === "" || parts.includes(part));
}

function listed({ line, cells }: CsvRow, columns: Columns): ListedStudent {
  const cell = (column: number | null): string => (column === null ? "" : (cells[column] ?? ""));
  const name =
    columns.name === null
      ? `${cell(columns.first)} ${cell(columns.last)}`
      : familyNameLast(cell(columns.name));
  const number = cell(columns.number);
  return { name: name.trim(), externalId: number === "" ? null : number, line };
}

/** "Lovelace, Ada" as people say it. */
function familyNameLast(name: string): string {
  const [last = "", first = "", ...more] = name.split(",").map((part) => part.trim());
  return first === "" || last === "" || more.length > 0 ? name : `${first} ${last}`;
}

function faultOf({ line, name, externalId }: ListedStudent): ListFault | null {
  if (name === "") return { line, code: "empty_name", value: externalId ?? "" };
  if (name.length > MAX_NAME || CONTROL.test(name)) return { line, code: "bad_name", value: name };
  const number = externalId ?? "";
  if (number.length > MAX_NUMBER || CONTROL.test(number)) {
    return { line, code: "bad_number", value: number };
  }
  return null;
}

/** The first of each number, and of each name without a number; the others become faults. */
function withoutDoubles(
  students: readonly ListedStudent[],
  faults: ListFault[],
): readonly ListedStudent[] {
  const seen = new Map<string, ListedStudent>();
  return students.filter((student) => {
    const { name, externalId, line } = student;
    const key = externalId === null ? `name ${nameKey(name)}` : `number ${externalId}`;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, student);
      return true;
    }
    const same = externalId === null || nameKey(earlier.name) === nameKey(name);
    faults.push({
      line,
      code: same ? "same_student" : "same_number",
      value: same ? name : externalId,
      firstLine: earlier.line,
    });
    return false;
  });
}
