import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";

import { text } from "@/text";

import { SearchField } from "./search-field";

/** A field whose value comes back only when it is delivered, as from the address of the page. */
function renderSearch(initial = "") {
  const told: string[] = [];
  let deliver: (value: string) => void = () => undefined;
  function Search() {
    const [value, setValue] = useState(initial);
    deliver = setValue;
    return <SearchField label="Search" value={value} onChange={(next) => told.push(next)} />;
  }
  render(<Search />);
  return {
    field: screen.getByRole<HTMLInputElement>("searchbox"),
    told,
    /** The address has it by now: one of what was told, or something else. */
    bring: (value: string) => act(() => deliver(value)),
  };
}

test("what is typed in the middle stays there while the address lags behind", async () => {
  const { field, told, bring } = renderSearch("Amara");

  await userEvent.type(field, "b", { initialSelectionStart: 2, initialSelectionEnd: 2 });
  await userEvent.type(field, "c", { initialSelectionStart: 3, initialSelectionEnd: 3 });
  expect(field).toHaveValue("Ambcara");
  expect(field.selectionStart).toBe(4);

  bring("Ambara");
  expect(field).toHaveValue("Ambcara");
  bring("Ambcara");
  expect(field).toHaveValue("Ambcara");
  expect(field.selectionStart).toBe(4);
  expect(told).toEqual(["Ambara", "Ambcara"]);
});

test("a value that comes from elsewhere replaces what was typed", async () => {
  const { field, bring } = renderSearch();
  await userEvent.type(field, "bao");
  bring("bao");

  bring(""); // all filters were cleared
  expect(field).toHaveValue("");

  bring("bao"); // the back button
  expect(field).toHaveValue("bao");
});

test("the way back to what was typed and deleted again is taken, too", async () => {
  const { field, bring } = renderSearch();
  await userEvent.type(field, "b{Backspace}");
  await userEvent.tab();

  bring("b");

  expect(field).toHaveValue("b");
});

test("what an input method composes is told when it is done, and only once", () => {
  const { field, told } = renderSearch();

  fireEvent.compositionStart(field);
  for (const value of ["n", "ni", "nih"]) fireEvent.change(field, { target: { value } });
  expect(field).toHaveValue("nih");
  expect(told).toEqual([]);

  fireEvent.change(field, { target: { value: "你" } });
  fireEvent.compositionEnd(field);
  expect(told).toEqual(["你"]);

  fireEvent.change(field, { target: { value: "你好" } });
  expect(told).toEqual(["你", "你好"]);
});

test("a search is cleared by its button at once", async () => {
  const { field, told } = renderSearch("bao");

  await userEvent.click(screen.getByRole("button", { name: text.clearSearch }));

  expect(field).toHaveValue("");
  expect(told).toEqual([""]);
});
