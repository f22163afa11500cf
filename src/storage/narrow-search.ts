import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { factTerm, isFactTerm } from "../search/fact-term";
import type { SearchPart } from "../search/search";
import type { Tables } from "./schema";
import { compileStatement, sealed, selectRows, type Steps } from "./statement";
import type { RecordFilter } from "./store";
import { mostAlone } from "./term-index";

/** Cases of a customer that are looked at. */
const mostOfCustomer = 100;

const CountRow = z.object({ total: z.coerce.number() });
const LeftRow = z.object({ number: z.coerce.number(), product: z.string().nullable(), state: z.string() });

/** A case that is left, with all that words may name of it beside itself. */
export type LeftCase = z.infer<typeof LeftRow>;

/** Told by the index of a customer's cases beside their place in it. */
const sifted = ["product", "state", "severity", "outcome"] as const;

/** The filters that are met by every case the narrowing leaves. */
export const narrowedFilters = ["customerKey", ...sifted] as const;

interface Customer {
  readonly tenant_id: string;
  readonly customer_key: string;
  readonly limit: number;
}
type Sifted = Customer & { readonly [Name in (typeof sifted)[number]]: string | null };

/**
 * Makes what narrows a search to the few cases of a customer that its filter leaves, told by an index of the records: the lists of
 * a product or a state are long, and each case would cost a page of them. Null where they are not few.
 */
export function createNarrowing(
  db: Kysely<Tables>,
): (tenantId: string, filter: RecordFilter) => Steps<readonly LeftCase[] | null> {
  const { count, sift } = compileNarrowing(db);
  return function* (tenantId, filter) {
    if (filter.customerKey === undefined) return null;
    const customer = { tenant_id: tenantId, customer_key: filter.customerKey };
    // Counted first, so that the rows of a customer who has many are not all sifted.
    const [all] = yield* selectRows(count, { ...customer, limit: mostOfCustomer + 1 });
    if (all === undefined || all.total > mostOfCustomer) return null;
    const { product = null, state = null, severity = null, outcome = null } = filter;
    const wanted = { product, state, severity, outcome };
    const left = yield* selectRows(sift, { ...customer, ...wanted, limit: mostAlone + 1 });
    return left.length > mostAlone ? null : left;
  };
}

/** Rows are sifted by the database: handing over those that nobody asked for takes longer than finding them. */
function compileNarrowing(db: Kysely<Tables>) {
  return {
    count: compileStatement<Customer, z.infer<typeof CountRow>>(CountRow, (value) =>
      db
        .selectFrom((eb) =>
          eb
            .selectFrom("records")
            .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
            .where("customer_key", "=", sealed(value("customer_key"), "text"))
            .limit(sealed(value("limit"), "integer"))
            .select("number")
            .as("own"),
        )
        .select((eb) => eb.fn.countAll().as("total")),
    ),
    sift: compileStatement<Sifted, LeftCase>(LeftRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
        .where("customer_key", "=", sealed(value("customer_key"), "text"))
        .where((eb) =>
          eb.and(
            sifted.map((name) => {
              const wanted = () => sealed(value(name), "text");
              return sql<boolean>`(${wanted()} is null or ${sql.ref(name)} = ${wanted()})`;
            }),
          ),
        )
        .limit(sealed(value("limit"), "integer"))
        .select(["number", "product", "state"]),
    ),
  };
}

/**
 * What a search asks of these cases, without the numbers, products and states that none of them has: each would be looked for
 * in a list of its own. Null where a part is left with nothing that could meet it.
 */
export function askOf(
  cases: readonly LeftCase[],
  parts: readonly SearchPart[],
): readonly SearchPart[] | null {
  const facts = new Set(cases.flatMap(factsOf));
  const asked = parts.map((part) =>
    part.filter((terms) => terms.every(({ term }) => !isFactTerm(term) || facts.has(term))),
  );
  return asked.some((part) => part.length === 0) ? null : asked;
}

function factsOf({ number, product, state }: LeftCase): readonly string[] {
  const facts = [factTerm("number", String(number)), factTerm("state", state)];
  return product === null ? facts : [...facts, factTerm("product", product)];
}
