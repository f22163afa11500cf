import { recordStates } from "../../vocabulary";
import type { Place } from "../address";

/** Rows of a page: few enough to draw at once, enough to fill a screen. */
const pageLength = 25;

const finished: readonly string[] = ["resolved", "closed"];
const unfinished = recordStates.filter((state) => !finished.includes(state)).join(",");

/** What the API calls what the address says. */
const dues: Readonly<Record<string, string>> = { overdue: "overdue", today: "24h", week: "168h" };

/** Where a page of a list is read. The channel is a wish: whether one may see it, the API decides. */
export function listPath({ view, filter, channel }: Place, cursor: string | null): string {
  const { state, due, search, sort, ...rest } = filter;
  // What words find comes in the order of the last change, whenever it is due.
  const ordered = search === "" ? { sort, due: dues[due] ?? "" } : { q: search };
  const scope = view === "channel" ? `channel:${channel ?? ""}` : view === "mine" ? "mine" : "";
  const wishes = {
    limit: String(pageLength),
    scope,
    ...rest,
    state: state === "unfinished" ? unfinished : state,
    ...ordered,
    cursor: cursor ?? "",
  };
  const said = Object.entries(wishes).filter(([, value]) => value !== "");
  return `/api/records?${new URLSearchParams(said).toString()}`;
}

/** Where a case is read. */
export function casePath(number: string): string {
  return `/api/records/${encodeURIComponent(number)}`;
}
