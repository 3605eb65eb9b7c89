import { expect, test } from "vitest";

import { readClassList } from "./class-list";

const namesOf = (source: string) =>
  readClassList(source).students.map(({ name, externalId }) => [name, externalId]);

test.each([
  ["the server's own words", "name,external_id\nAda Lovelace,7"],
  ["other cases and spaces", "Full Name , STUDENT NUMBER\nAda Lovelace,7"],
  ["the other order", "ID;Student\n7;Ada Lovelace"],
  ["first and last names", "First name,Last name,No.\nAda,Lovelace,7"],
  ["German", "Nachname;Vorname;Schüler-Nummer\nLovelace;Ada;7"],
  ["French", "Nom;Prénom;Numéro\nLovelace;Ada;7"],
  ["Italian", "Cognome;Nome;Numero\nLovelace;Ada;7"],
  ["a name beside the first one", "Name;Vorname;Klasse;Nr.\nLovelace;Ada;7b;7"],
  ["a name beside the family's", "Surname,Name,Form,ID\nLovelace,Ada,7b,7"],
  ["the family's beside a name", "Name,Surname,ID\nAda,Lovelace,7"],
  ["a whole name beside a half of it", "Name,First name,ID\nAda Lovelace,Ada,7"],
  ["a whole name beside what they are called", "Name,Preferred name,ID\nAda Lovelace,Addy,7"],
  ["a whole name beside the first one", "Full name,First name,ID\nAda Lovelace,Augusta,7"],
  ["a whole name beside both halves", "Name,First,Last,ID\nAda Lovelace,Augusta,King,7"],
  ["family names first", 'name,id\n"Lovelace, Ada",7'],
  ["further columns", "class,name,e-mail,id\n9B,Ada Lovelace,ada@example.org,7"],
  ["no header", "Ada Lovelace,7"],
  ["a byte order mark", "\uFEFFname,id\nAda Lovelace,7"],
])("a list with %s is understood", (_, source) => {
  expect(namesOf(source)).toEqual([["Ada Lovelace", "7"]]);
});

test("a list without a header says so", () => {
  expect(readClassList("Ada,1\nBob,2").hasHeader).toBe(false);
  expect(readClassList("name\nAda").hasHeader).toBe(true);
});

test("students without a number have none", () => {
  expect(namesOf("name,id\nAda,\nBob")).toEqual([
    ["Ada", null],
    ["Bob", null],
  ]);
});

test.each([
  ["a missing name", "name,id\nAda,1\n,2", { line: 3, code: "empty_name", value: "2" }],
  [
    "a number twice",
    "name,id\nAda,1\nBob,1",
    { line: 3, code: "same_number", value: "1", firstLine: 2 },
  ],
  [
    "a student twice",
    "name,id\nAda,1\nÁda,1",
    { line: 3, code: "same_student", value: "Áda", firstLine: 2 },
  ],
  [
    "a name twice without numbers",
    "name\nAda\nBob\n ada ",
    { line: 4, code: "same_student", value: "ada", firstLine: 2 },
  ],
  ["a quote left open", 'name\nAda\n"Bob', { line: 3, code: "open_quote", value: "" }],
  [
    "a name that is too long",
    `name\n${"x".repeat(201)}`,
    { line: 2, code: "bad_name", value: "x".repeat(201) },
  ],
  ["a line break in a name", 'name\n"Ada\nL."', { line: 2, code: "bad_name", value: "Ada\nL." }],
])("%s is told with its line", (_, source, fault) => {
  expect(readClassList(source).faults).toEqual([fault]);
});

test("two students may share a name when their numbers differ", () => {
  expect(namesOf("name,id\nAda,1\nAda,2")).toEqual([
    ["Ada", "1"],
    ["Ada", "2"],
  ]);
});

test("who shares a half of the name with another one is nobody's double", () => {
  const names = readClassList("Name;Vorname\nMüller;Anna\nMüller;Ben\nAli;Ali").students;

  expect(names.map(({ name }) => name)).toEqual(["Anna Müller", "Ben Müller", "Ali Ali"]);
});

test("a list of nothing has nobody", () => {
  expect(readClassList("").students).toEqual([]);
  expect(readClassList("name,id\n").students).toEqual([]);
});
