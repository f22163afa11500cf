import type { Kysely } from "kysely";
import { StoredRecord } from "./record-rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, type Statement } from "./statement";
import type { RecordFilter, RecordQuery } from "./store";

type SearchValues = { readonly [Name in keyof RecordFilter]-?: string } & {
  readonly tenantId: string;
  readonly updatedAt: string;
  readonly number: number;
  readonly limit: number;
};

/** One set of filters, compiled; it binds the values of its own filters only. */
export type SearchStatement = Statement<SearchValues, StoredRecord>;

/** Values of a search without filters; a statement binds only those it asks for. */
export const emptyFilter = {
  requesterId: "",
  customerKey: "",
  product: "",
  state: "",
  severity: "",
  outcome: "",
} as const satisfies RecordFilter;

/** Filters with their columns, those that leave the fewest records first. */
const columns = [
  ["customerKey", "customer_key"],
  ["requesterId", "requester_id"],
  ["product", "product"],
  ["state", "state"],
  ["severity", "severity"],
  ["outcome", "outcome"],
] as const satisfies readonly (readonly [keyof RecordFilter, string])[];

/**
 * Gives the statement of a search. Each set of filters has one of its own, compiled when it is first asked for:
 * a statement for all of them ("… or the filter is null") could use no index.
 */
export function createSearch(db: Kysely<Tables>): (query: RecordQuery) => SearchStatement {
  const compiled = new Map<string, SearchStatement>();
  return ({ filter, after }) => {
    const used = columns.filter(([name]) => filter[name] !== undefined);
    const key = [...used.map(([name]) => name), after === null ? "start" : "after"].join();
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const statement = compileSearch(db, used, after !== null);
    compiled.set(key, statement);
    return statement;
  };
}

function compileSearch(
  db: Kysely<Tables>,
  used: readonly (typeof columns)[number][],
  isContinued: boolean,
): SearchStatement {
  return compileStatement<SearchValues, StoredRecord>(StoredRecord, (value) => {
    const all = db.selectFrom("records").where("tenant_id", "=", sealed(value("tenantId"), "text"));
    const filtered = used.reduce(
      (query, [name, column]) => query.where(column, "=", sealed(value(name), "text")),
      all,
    );
    const updatedAt = sealed(value("updatedAt"), "text");
    const number = sealed(value("number"), "integer");
    const placed = isContinued
      ? filtered.where((eb) => eb(eb.refTuple("updated_at", "number"), "<", eb.tuple(updatedAt, number)))
      : filtered;
    return placed
      .orderBy("updated_at", "desc")
      .orderBy("number", "desc")
      .limit(value("limit"))
      .select(["tenant_id", "number", "document"]);
  });
}
