import type { Kysely } from "kysely";
import { z } from "zod";
import { factTerm } from "../search/fact-term";
import type { SearchPart } from "../search/search";
import type { Tables } from "./schema";
import { compileStatement, sealed, selectRows, type Steps } from "./statement";
import type { RecordFilter } from "./store";

/** Cases of a customer that are looked at, and those among them that words are asked of one by one. */
const mostOfCustomer = 100;
const mostAlone = 8;

const CaseRow = z.object({
  number: z.coerce.number(),
  product: z.string().nullable(),
  state: z.string(),
  severity: z.string().nullable(),
  outcome: z.string(),
});

/** The filters that are met by every case the narrowing leaves. */
export const narrowedFilters = ["customerKey", "product", "state", "severity", "outcome"] as const;

/**
 * Makes what narrows a search to the few cases of a customer that its filter leaves, told by an index of the records: the lists of
 * a product or a state are long, and each case would cost a page of them. Null where they are not few.
 */
export function createNarrowing(
  db: Kysely<Tables>,
): (tenantId: string, filter: RecordFilter) => Steps<SearchPart | null> {
  const ofCustomer = compileStatement<
    { readonly tenant_id: string; readonly customer_key: string; readonly limit: number },
    z.infer<typeof CaseRow>
  >(CaseRow, (value) =>
    db
      .selectFrom("records")
      .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
      .where("customer_key", "=", sealed(value("customer_key"), "text"))
      .orderBy("updated_at", "desc")
      .orderBy("number", "desc")
      .limit(value("limit"))
      .select(["number", "product", "state", "severity", "outcome"]),
  );
  return function* (tenantId, filter) {
    if (filter.customerKey === undefined) return null;
    const values = { tenant_id: tenantId, customer_key: filter.customerKey, limit: mostOfCustomer + 1 };
    const rows = yield* selectRows(ofCustomer, values);
    if (rows.length > mostOfCustomer) return null;
    const left = rows.filter((row) =>
      (["product", "state", "severity", "outcome"] as const).every((name) =>
        [undefined, row[name]].includes(filter[name]),
      ),
    );
    if (left.length > mostAlone) return null;
    return left.map(({ number }) => [{ term: factTerm("number", String(number)), isWhole: true }]);
  };
}
