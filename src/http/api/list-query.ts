import { z } from "zod";
import {
  type CaseFilter,
  caseOrders,
  type CaseOrder,
  type CasePlace,
  caseSorts,
  type CaseSort,
} from "../../storage/case-filter";
import { isOneOf, outcomes, recordStates, severities } from "../../vocabulary";
import { readCursor, readSearchCursor } from "./cursor";

/** Words of one of our lists with commas between them. */
function listOf<Word extends string>(words: readonly Word[]) {
  const one = words.join("|");
  return z
    .string()
    .max(200)
    .regex(new RegExp(`^(?:${one})(?:,(?:${one}))*$`))
    .transform((text) => [...new Set(text.split(",").filter((word) => isOneOf(words, word)))]);
}

const Someone = z.union([z.literal("me"), z.guid()]);

/** The filters of the list as they stand in the address. */
export const ListParameters = z.strictObject({
  q: z
    .string()
    .optional()
    .describe(
      "Words, numbers, products, states in any order; the last changed come first, so no `sort` and `due`.",
    ),
  scope: z
    .union([z.enum(["all", "mine"]), z.string().regex(/^channel:.{1,256}$/)])
    .default("all")
    .describe("`mine`: whose requester or owner is the caller; `channel:<conversation id>`: sent to it."),
  state: listOf(recordStates).optional().describe("Where the case stands; several with commas."),
  severity: listOf(severities).optional().describe("The severity it is worked with; several with commas."),
  outcome: z.enum(outcomes).optional().describe("What was decided."),
  product: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .describe("A product's id."),
  customer: z
    .string()
    .regex(/^(tenant|domain|name):.{1,253}$/)
    .optional()
    .describe("A customer's key, as a record shows it."),
  requester: Someone.optional().describe("Who began it: me, or an Entra object id."),
  owner: z
    .union([z.enum(["me", "none"]), z.guid()])
    .optional()
    .describe("Who has it: me, none, or an Entra object id."),
  due: z
    .string()
    .regex(/^(?:overdue|[1-9]\d{0,3}h)$/)
    .optional()
    .describe("`overdue`, or due within so many hours: `24h`. Clocks of the case, as its page shows them."),
  sort: z
    .enum(caseSorts)
    .default("updated")
    .describe("`created` and `number` are the same order; `due`: what is not due at all comes last."),
  order: z
    .enum(caseOrders)
    .optional()
    .describe("Else due and severity begin with the nearest and gravest, all others with the newest."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("Records of a page at most."),
  cursor: z.string().max(512).optional().describe("Where to go on: `next` of the page before, same sort."),
});
type Parameters = z.infer<typeof ListParameters>;

/** Who asks, and when (ISO, UTC). */
export interface ListContext {
  readonly me: string;
  readonly now: string;
}

/** A list as it was asked for, read and checked. */
export interface ListWish {
  /** Words to search for; empty where nothing is searched for. */
  readonly words: string;
  /** Where a search goes on. */
  readonly searchAfter: string | null;
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  readonly order: CaseOrder;
  readonly after: CasePlace | null;
  readonly limit: number;
}

/** What a search by words cannot do. */
const apartFromWords: readonly string[] = ["sort", "order", "due"];

/** A list as it was asked for, or the parameter that is wrong; null when the address has one we do not know. */
export type ListRequest =
  ({ readonly kind: "read" } & ListWish) | { readonly kind: "wrong"; readonly parameter: string | null };

/** Reads the query of a list. A parameter given twice is wrong. */
export function readListQuery(search: string, context: ListContext): ListRequest {
  const pairs = [...new URLSearchParams(search)];
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const parsed = ListParameters.safeParse(Object.fromEntries(pairs));
  const wrong = parsed.success ? twice : (parsed.error.issues[0]?.path[0] ?? "");
  if (wrong !== undefined || !parsed.success)
    return { kind: "wrong", parameter: knownName(String(wrong ?? "")) };
  const { sort, limit, cursor } = parsed.data;
  const order = parsed.data.order ?? (sort === "due" || sort === "severity" ? "asc" : "desc");
  const words = (parsed.data.q ?? "").trim();
  const [apart] = words === "" ? [] : names.filter((name) => apartFromWords.includes(name));
  if (apart !== undefined) return { kind: "wrong", parameter: apart };
  const after = cursor === undefined || words !== "" ? null : readCursor(cursor, sort, order);
  const searchAfter = cursor === undefined || words === "" ? null : readSearchCursor(cursor);
  if (cursor !== undefined && after === null && searchAfter === null)
    return { kind: "wrong", parameter: "cursor" };
  const filter = readFilter(parsed.data, context);
  return { kind: "read", filter, sort, order, after, limit, words, searchAfter };
}

function readFilter(given: Parameters, { me, now }: ListContext): CaseFilter {
  const { scope, state, severity, outcome, product, customer, requester, owner, due } = given;
  const personOf = (who: string): string => (who === "me" ? me : who);
  return {
    ...(scope === "mine" ? { isMine: true } : {}),
    ...(scope.startsWith("channel:") ? { channelId: scope.slice("channel:".length) } : {}),
    ...(state === undefined ? {} : { states: state }),
    ...(severity === undefined ? {} : { severities: severity }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(product === undefined ? {} : { product }),
    // Keys are kept in lower case.
    ...(customer === undefined ? {} : { customerKey: customer.toLowerCase() }),
    ...(requester === undefined ? {} : { requesterId: personOf(requester) }),
    ...(owner === undefined ? {} : { ownerId: owner === "none" ? null : personOf(owner) }),
    ...(due === undefined ? {} : { due: readDue(due, now) }),
  };
}

function readDue(due: string, now: string): NonNullable<CaseFilter["due"]> {
  if (due === "overdue") return { from: null, until: now };
  const hours = Number(due.slice(0, -1));
  return { from: now, until: new Date(Date.parse(now) + hours * 3_600_000).toISOString() };
}

/** A name nobody knows is the caller's own text, which is not repeated. */
function knownName(name: string): string | null {
  return Object.keys(ListParameters.shape).find((known) => known === name) ?? null;
}
