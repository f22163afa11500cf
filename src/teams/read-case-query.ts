import { z } from "zod";
import { parseRecordNumber } from "../records/record";
import type { InboundActivity } from "./activity";
import { isInvoke } from "./invokes";

/** The command of the search; the manifest names it, too. */
export const searchCommandId = "searchCases";
/** What is typed into its field. */
export const searchParameter = "text";

const Parameter = z.looseObject({ name: z.string().max(64), value: z.unknown() });
const QueryValue = z.looseObject({
  commandId: z.literal(searchCommandId),
  parameters: z.array(Parameter).max(5).nullish(),
  queryOptions: z
    .looseObject({ skip: z.int().nonnegative().catch(0).default(0), count: z.int().catch(25).default(25) })
    .nullish()
    .catch(null),
});
const LinkValue = z.looseObject({ url: z.string().max(2048) });

const mostResults = 25;

/** What is asked of the search extension; `unknown` is nothing that the package offers. */
export type CaseQuery =
  | { readonly kind: "search"; readonly text: string; readonly skip: number; readonly count: number }
  | { readonly kind: "link"; readonly number: number; readonly isAnonymous: boolean }
  | { readonly kind: "unknown" };

/** Reads a query of the search box or a link that was pasted; null for every other activity. */
export function readCaseQuery(activity: InboundActivity, domain: string | null): CaseQuery | null {
  const { value } = activity;
  if (isInvoke(activity, "composeExtension/query")) return readSearch(value);
  if (isInvoke(activity, "composeExtension/queryLink")) return readLink(value, domain, false);
  if (isInvoke(activity, "composeExtension/anonymousQueryLink")) return readLink(value, domain, true);
  return null;
}

function readSearch(value: unknown): CaseQuery {
  const query = QueryValue.safeParse(value);
  if (!query.success) return { kind: "unknown" };
  const { parameters, queryOptions } = query.data;
  const typed = (parameters ?? []).find(({ name }) => name === searchParameter)?.value;
  const { skip = 0, count = mostResults } = queryOptions ?? {};
  // A box that was just opened brings `initialRun` and no text.
  const text = typeof typed === "string" ? typed.replaceAll("\u0000", "").toWellFormed() : "";
  return { kind: "search", text, skip, count: Math.min(mostResults, Math.max(1, count)) };
}

function readLink(value: unknown, domain: string | null, isAnonymous: boolean): CaseQuery {
  const link = LinkValue.safeParse(value);
  const number = link.success ? readCaseLink(link.data.url, domain) : null;
  return number === null ? { kind: "unknown" } : { kind: "link", number, isAnonymous };
}

/** The number in `https://<domain>/cases/PS-000001`; null where the address is none of ours. */
function readCaseLink(address: string, domain: string | null): number | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (domain !== null && url.hostname !== domain.toLowerCase()) return null;
  const number = /^\/cases\/([^/]{1,20})\/?$/.exec(url.pathname)?.[1];
  return number === undefined ? null : parseRecordNumber(number);
}
