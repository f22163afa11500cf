import { isOneOf, recordStates, severities } from "../vocabulary";

const views = ["mine", "channel", "tenant", "reports", "settings"] as const;
/** The views by the word in the address; what is none of them is `mine`. */
export type ViewName = (typeof views)[number];

/** How soon something is due: before now, within a day, within seven. */
export const dueFilters = ["overdue", "today", "week"] as const;
/** The orders of a list; the first is the usual one and never stands in the address. */
export const sorts = ["updated", "created", "due", "severity"] as const;

/** What narrows and orders the list; an empty text does not. */
export interface ListFilter {
  readonly state: string;
  readonly severity: string;
  readonly product: string;
  readonly customer: string;
  readonly owner: string;
  readonly due: string;
  readonly search: string;
  readonly sort: string;
}

/** Where somebody is in the tab, all of it kept in the address. */
export interface Place {
  readonly view: ViewName;
  readonly filter: ListFilter;
  /** The case that is open: PS-000001. */
  readonly caseNumber: string | null;
  /** The channel, in a browser; Teams tells it itself. */
  readonly channel: string | null;
}

/** Every case, in the usual order. */
export const noFilter: ListFilter = {
  state: "",
  severity: "",
  product: "",
  customer: "",
  owner: "",
  due: "",
  search: "",
  sort: "",
};

const checks: Readonly<Record<keyof ListFilter, (value: string) => boolean>> = {
  state: (value) => value === "unfinished" || isOneOf(recordStates, value),
  severity: (value) => isOneOf(severities, value),
  product: (value) => /^[a-z0-9-]{1,64}$/.test(value),
  customer: (value) => /^(tenant|domain|name):.{1,253}$/.test(value),
  owner: (value) => value === "me" || value === "none" || /^[0-9a-f-]{36}$/i.test(value),
  due: (value) => isOneOf(dueFilters, value),
  search: (value) => value.length <= 200,
  sort: (value) => isOneOf(sorts, value),
};

/** The names of the filter's parts, in the order they are shown. */
const filterNames = ["state", "severity", "product", "customer", "owner", "due", "search", "sort"] as const;

/** Reads the query of an address; what is unknown or wrong in it counts as not said. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const filter = Object.fromEntries(
    filterNames.map((name) => {
      const value = query.get(name) ?? "";
      return [name, checks[name](value) ? value : ""] as const;
    }),
  );
  const view = query.get("view");
  return {
    view: isOneOf(views, view) ? view : "mine",
    filter: { ...noFilter, ...filter },
    caseNumber: readCaseNumber(query.get("case")),
    channel: query.get("channel"),
  };
}

/** Reads "PS-000001" or "ps-1"; null for anything else. */
export function readCaseNumber(text: string | null): string | null {
  const digits = /^\s*PS[-\s]?0*([1-9]\d{0,8})\s*$/i.exec(text ?? "")?.[1];
  return digits === undefined ? null : `PS-${digits.padStart(6, "0")}`;
}

/** The query of a place, shortest first: what is as usual is left out. */
export function writePlace({ view, filter, caseNumber, channel }: Place): string {
  const parts: readonly (readonly [string, string])[] = [
    ["view", view === "mine" ? "" : view],
    ...filterNames.map((name) => [name, filter[name]] as const),
    ["channel", channel ?? ""],
    ["case", caseNumber ?? ""],
  ];
  const query = new URLSearchParams(
    parts.filter(([, value]) => value !== "").map(([name, value]) => [name, value]),
  );
  return query.size === 0 ? "?" : `?${query.toString()}`;
}

/** How many filters narrow the list, without search and order. */
export function countFilters(filter: ListFilter): number {
  return filterNames.filter((name) => name !== "search" && name !== "sort" && filter[name] !== "").length;
}
