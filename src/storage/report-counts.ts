import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import { z } from "zod";
import { handlings } from "../reports/case-facts";
import type {
  CaseCounts,
  CountQuery,
  CustomerCount,
  KindCount,
  Measures,
  takingBounds,
  TeamCount,
} from "../reports/counts";
import { editionIds, outcomes, severities } from "../vocabulary";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, plannedAnew, sealed, selectRows, type Steps } from "./statement";

const Count = z.coerce.number();
const MeasureRow = z.object({
  cases: Count,
  kept: Count,
  missed: Count,
  running: Count,
  taken: Count,
  takenMinutes: Count,
  within15: Count,
  within60: Count,
  within240: Count,
  within1440: Count,
  waiting: Count,
  reopenedCases: Count,
  reopenings: Count,
  raised: Count,
  lowered: Count,
}) satisfies z.ZodType<Measures>;
const KindRow = MeasureRow.extend({
  product: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  outcome: z.enum(outcomes),
  edition: z.enum(editionIds),
  row: z.string(),
  handling: z.enum(handlings),
}) satisfies z.ZodType<KindCount>;
const TeamRow = MeasureRow.extend({
  team: z.string().nullable(),
  handling: z.enum(handlings),
}) satisfies z.ZodType<TeamCount>;
const CustomerRow = z.object({
  customerKey: z.string().nullable(),
  name: z.string().nullable(),
  handling: z.enum(handlings),
  cases: Count,
}) satisfies z.ZodType<CustomerCount>;

type CountValues = Readonly<
  Record<"tenantId" | "from" | "to" | "now" | "userId" | "team" | "customerKey", string>
> & { readonly [Name in `own${number}`]: string };

/** Which conditions a statement has: another set is another statement, so that each can use an index. */
interface Shape {
  readonly ownTeams: number | null;
  readonly hasTeam: boolean;
  readonly hasCustomer: boolean;
}

type CountStatements = ReturnType<typeof compileCounts>;

/** Counts the cases of a period; each set of conditions has its own statements, compiled when first asked for. */
export function createCounts(db: Kysely<Tables>): (query: CountQuery) => Steps<CaseCounts> {
  const compiled = new Map<string, CountStatements>();

  function statementsFor(shape: Shape): CountStatements {
    const key = JSON.stringify(shape);
    const statements = compiled.get(key) ?? compileCounts(db, shape);
    compiled.set(key, statements);
    return statements;
  }

  return (query) => count(statementsFor(shapeOf(query)), query);
}

function shapeOf({ scope, filter }: CountQuery): Shape {
  return {
    ownTeams: scope.kind === "tenant" ? null : scope.teams.length,
    hasTeam: filter.team !== undefined,
    hasCustomer: filter.customerKey !== undefined,
  };
}

function* count(statements: CountStatements, query: CountQuery): Steps<CaseCounts> {
  const { tenantId, scope, filter, from, to, now } = query;
  const own = scope.kind === "tenant" ? [] : scope.teams.map((team, index) => [`own${index}`, team] as const);
  const values: CountValues = {
    ...Object.fromEntries(own),
    tenantId,
    from,
    to,
    now,
    userId: scope.kind === "tenant" ? "" : scope.userId,
    team: filter.team ?? "",
    customerKey: filter.customerKey ?? "",
  };
  // Of a week a few rows are looked up, of a year the table is read: a plan for both would look up all of a year.
  return {
    kinds: yield* selectRows(plannedAnew(statements.kinds), values),
    teams: yield* selectRows(plannedAnew(statements.teams), values),
    customers: yield* selectRows(plannedAnew(statements.customers), values),
  };
}

function compileCounts(db: Kysely<Tables>, shape: Shape) {
  return {
    kinds: compileStatement<CountValues, KindCount>(KindRow, (value) =>
      selectCases(db, shape, value)
        .groupBy(["product", "severity", "outcome", "edition", "decided_row", "handling"])
        .select(["product", "severity", "outcome", "edition", "decided_row as row", "handling"])
        .select((eb) => measures(eb, value)),
    ),
    teams: compileStatement<CountValues, TeamCount>(TeamRow, (value) =>
      selectCases(db, shape, value)
        .groupBy(["team", "handling"])
        .select(["team", "handling"])
        .select((eb) => measures(eb, value)),
    ),
    customers: compileStatement<CountValues, CustomerCount>(CustomerRow, (value) =>
      selectCases(db, shape, value)
        .groupBy(["customer_key", "handling"])
        .select(["customer_key as customerKey", "handling"])
        .select((eb) => [eb.fn.max("customer_name").as("name"), eb.fn.countAll().as("cases")]),
    ),
  };
}

function selectCases(db: Kysely<Tables>, shape: Shape, value: Placeholder<CountValues>) {
  const { ownTeams, hasTeam, hasCustomer } = shape;
  const text = (name: keyof CountValues) => sealed(value(name), "text");
  const begun = db
    .selectFrom("case_facts")
    .where("tenant_id", "=", text("tenantId"))
    .where("created_at", ">=", text("from"))
    .where("created_at", "<", text("to"));
  const ofTeam = hasTeam ? begun.where("team", "=", text("team")) : begun;
  const ofCustomer = hasCustomer ? ofTeam.where("customer_key", "=", text("customerKey")) : ofTeam;
  if (ownTeams === null) return ofCustomer;
  const teams = Array.from({ length: ownTeams }, (_, index) => text(`own${index}`));
  return ofCustomer.where((eb) =>
    eb.or([
      eb("requester_id", "=", text("userId")),
      eb("owner_id", "=", text("userId")),
      ...(teams.length === 0 ? [] : [eb("team", "in", teams)]),
    ]),
  );
}

type Facts = ExpressionBuilder<Tables, "case_facts">;

function measures(eb: Facts, value: Placeholder<CountValues>) {
  const isDue = eb("response_due_at", "is not", null);
  const isAnswered = eb("responded_at", "is not", null);
  const isOver = eb("response_due_at", "<=", sealed(value("now"), "text"));
  const isLate = eb("responded_at", ">", eb.ref("response_due_at"));
  const within = (minutes: (typeof takingBounds)[number]) =>
    sumOf(eb, eb("taken_minutes", "<=", sql.lit(minutes))).as(`within${minutes}`);
  return [
    eb.fn.countAll<number>().as("cases"),
    sumOf(eb, eb.and([isDue, isAnswered, eb.not(isLate)])).as("kept"),
    sumOf(
      eb,
      eb.and([isDue, eb.or([eb.and([isAnswered, isLate]), eb.and([eb.not(isAnswered), isOver])])]),
    ).as("missed"),
    sumOf(eb, eb.and([isDue, eb.not(isAnswered), eb.not(isOver)])).as("running"),
    eb.fn.count<number>("taken_minutes").as("taken"),
    eb.fn.coalesce(eb.fn.sum<number>("taken_minutes"), sql.lit(0)).as("takenMinutes"),
    within(15),
    within(60),
    within(240),
    within(1440),
    eb.fn.count<number>("waiting_since").as("waiting"),
    sumOf(eb, eb("reopened", ">", sql.lit(0))).as("reopenedCases"),
    eb.fn.coalesce(eb.fn.sum<number>("reopened"), sql.lit(0)).as("reopenings"),
    sumOf(eb, eb("moved", "=", sql.lit("raised"))).as("raised"),
    sumOf(eb, eb("moved", "=", sql.lit("lowered"))).as("lowered"),
  ] as const;
}

/** How many rows a condition holds for; a plain CASE, which every engine has. */
function sumOf(eb: Facts, condition: ReturnType<Facts["and"]> | ReturnType<Facts>) {
  return eb.fn.sum<number>(eb.case().when(condition).then(sql.lit(1)).else(sql.lit(0)).end());
}
