import type { StudentOrder } from "@/lib/api/students";

export const ORDERS: readonly StudentOrder[] = ["name", "newest", "last_seen"];

/** All students, those whom cameras can know, or those who still need photos. */
export const SHOWN = ["all", "ready", "missing"] as const;
export type Shown = (typeof SHOWN)[number];

/** What the address of the list says. */
export interface StudentsSearch {
  readonly search: string;
  /** Counts from 1. */
  readonly page: number;
  readonly order: StudentOrder;
  readonly show: Shown;
}

/** Whatever stands in the address, something can be shown. */
export function parseStudentsSearch(given: Readonly<Record<string, unknown>>): StudentsSearch {
  const { search, page, order, show } = given;
  return {
    // An address such as ?search=17 gives a number.
    search: typeof search === "string" || typeof search === "number" ? String(search) : "",
    page: typeof page === "number" && Number.isInteger(page) && page >= 1 ? page : 1,
    order: ORDERS.find((known) => known === order) ?? "name",
    show: SHOWN.find((known) => known === show) ?? "all",
  };
}

/** As the server asks it; null asks for everybody. */
export function needsEnrollment(show: Shown): boolean | null {
  return show === "all" ? null : show === "missing";
}
