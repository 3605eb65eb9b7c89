import { ENVIRONMENTS } from "@/lib/environments";
import type { Environment } from "@/lib/api/class-sessions";

export type StateFilter = "all" | "running" | "ended";

export const STATE_FILTERS: readonly StateFilter[] = ["all", "running", "ended"];

/** What the list of classes shows. It lives in the page's address, so that it can be shared. */
export interface ListSearch {
  readonly page: number;
  readonly search: string;
  readonly state: StateFilter;
  readonly environment?: Environment | undefined;
  /** A class that another one is to be chosen for. */
  readonly compare?: number | undefined;
}

export const WHOLE_LIST: ListSearch = { page: 1, search: "", state: "all" };

/** Reads an address; what makes no sense there becomes the default. */
export function parseListSearch(address: Readonly<Record<string, unknown>>): ListSearch {
  const { page, search, state, environment, compare } = address;
  return {
    page: isCount(page) ? page : 1,
    // An address such as ?search=17 gives a number.
    search: typeof search === "string" || typeof search === "number" ? String(search) : "",
    state: STATE_FILTERS.find((known) => known === state) ?? "all",
    environment: ENVIRONMENTS.find((known) => known === environment),
    compare: isCount(compare) ? compare : undefined,
  };
}

export interface CompareSearch {
  readonly a?: number | undefined;
  readonly b?: number | undefined;
}

export function parseCompareSearch({ a, b }: Readonly<Record<string, unknown>>): CompareSearch {
  return { a: isCount(a) ? a : undefined, b: isCount(b) ? b : undefined };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}
