import type { Place } from "../address";

/** Rows of a page: few enough to draw at once, enough to fill a screen. */
export const pageLength = 25;

/** Where a page of a list is read. The channel is a wish: whether one may see it, the API decides. */
export function listPath({ view, filter, channel }: Place, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  if (view === "mine") query.set("requester", "me");
  if (view === "channel" && channel !== null) query.set("channel", channel);
  for (const name of ["state", "severity", "product", "customer"] as const)
    if (filter[name] !== "") query.set(name, filter[name]);
  if (cursor !== null) query.set("cursor", cursor);
  return `/api/records?${query.toString()}`;
}

/** Where a case is read. */
export function casePath(number: string): string {
  return `/api/records/${encodeURIComponent(number)}`;
}
