import { z } from "zod";
import { outcomes, recordStates, severities } from "../../vocabulary";
import type { RecordFilter, RecordPlace } from "../../storage/store";
import { readCursor } from "./cursor";

/** The filters of the list as they stand in the address. */
export const ListParameters = z.strictObject({
  state: z.enum(recordStates).optional().describe("Where the case stands."),
  severity: z.enum(severities).optional().describe("The severity it is worked with."),
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
  requester: z
    .union([z.literal("me"), z.guid()])
    .optional()
    .describe("Who began it: me, or an Entra object id."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("Records of a page."),
  cursor: z.string().max(256).optional().describe("Where to go on: `next` of the page before."),
});

/** A list as it was asked for, or the parameter that is wrong; null when the address has one we do not know. */
export type ListRequest =
  | {
      readonly kind: "read";
      readonly filter: RecordFilter;
      readonly after: RecordPlace | null;
      readonly limit: number;
    }
  | { readonly kind: "wrong"; readonly parameter: string | null };

/** Reads the query of a list; `me` is the caller's object id. A parameter given twice is wrong. */
export function readListQuery(search: string, me: string): ListRequest {
  const pairs = [...new URLSearchParams(search)];
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const parsed = ListParameters.safeParse(Object.fromEntries(pairs));
  const wrong = parsed.success ? twice : (parsed.error.issues[0]?.path[0] ?? "");
  if (wrong !== undefined) return { kind: "wrong", parameter: knownName(String(wrong)) };
  const { limit, cursor, requester, customer, ...rest } = parsed.data ?? ListParameters.parse({});
  const after = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && after === null) return { kind: "wrong", parameter: "cursor" };
  const filter = {
    ...rest,
    // Keys are kept in lower case.
    ...(customer === undefined ? {} : { customerKey: customer.toLowerCase() }),
    ...(requester === undefined ? {} : { requesterId: requester === "me" ? me : requester }),
  };
  return { kind: "read", filter, after, limit };
}

/** A name nobody knows is the caller's own text, which is not repeated. */
function knownName(name: string): string | null {
  return Object.keys(ListParameters.shape).find((known) => known === name) ?? null;
}
