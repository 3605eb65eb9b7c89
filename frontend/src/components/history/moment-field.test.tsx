import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";

import { MomentField } from "./moment-field";

const BEFORE = "2026-11-22T00:00";
const msOf = (local: string) => new Date(local).getTime();

/** A field whose value comes back only when it is delivered, as from the address of the page. */
function renderMoment() {
  const told: number[] = [];
  let deliver: (value: number) => void = () => undefined;
  function Moment() {
    const [value, setValue] = useState(msOf(BEFORE));
    deliver = setValue;
    return <MomentField label="From" value={value} onChange={(next) => told.push(next)} />;
  }
  render(<Moment />);
  const field = screen.getByLabelText<HTMLInputElement>("From");
  return {
    field,
    told,
    type: (value: string) => fireEvent.change(field, { target: { value } }),
    bring: (value: string) => act(() => deliver(msOf(value))),
  };
}

test("what is typed stays in the field while the address lags behind", () => {
  const { field, told, type, bring } = renderMoment();

  type("2026-01-22T00:00"); // the first digit of 11 or 12
  type("2026-12-22T00:00");
  expect(field).toHaveValue("2026-12-22T00:00");

  bring("2026-01-22T00:00");
  expect(field).toHaveValue("2026-12-22T00:00");
  bring("2026-12-22T00:00");
  expect(field).toHaveValue("2026-12-22T00:00");
  expect(told).toEqual(["2026-01-22T00:00", "2026-12-22T00:00"].map(msOf));
});

test("a year that is half typed is not asked for", () => {
  const { field, told, type } = renderMoment();

  for (const year of ["0002", "0020", "0202"]) type(`${year}-11-22T00:00`);
  expect(field).toHaveValue("0202-11-22T00:00");
  expect(told).toEqual([]);

  type("2025-11-22T00:00");
  expect(told).toEqual([msOf("2025-11-22T00:00")]);
});

test.each(["", "0025-11-22T00:00", "2512-11-22T00:00"])(
  "who leaves %o in the field finds what was there before",
  (typed) => {
    const { field, told, type } = renderMoment();
    type(typed);

    fireEvent.blur(field);

    expect(field).toHaveValue(BEFORE);
    expect(told).toEqual([]);
  },
);

test("a moment that comes from elsewhere replaces what was typed", () => {
  const { field, type, bring } = renderMoment();
  type("2026-12-22T00:00");
  bring("2026-12-22T00:00");

  bring("2026-10-01T08:00");

  expect(field).toHaveValue("2026-10-01T08:00");
});
