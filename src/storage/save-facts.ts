import type { Kysely } from "kysely";
import { z } from "zod";
import { weekdaysIn } from "../clocks/business-calendar";
import { type CaseFacts, measureCase } from "../reports/case-facts";
import type { CaseRecord, HistoryEntry } from "../records/record";
import { severityOf } from "../records/severity";
import type { Queries } from "./queries";
import { customerKey } from "./rows";
import type { Tables } from "./schema";
import { changeRows, compileStatement, type Steps } from "./statement";
import type { CaseFactsRow } from "./tables/reckoned-tables";

const NoRow = z.unknown();

/** How a case is measured; `country` is that of the team that has it, where the team says one. */
export type Measure = (
  record: CaseRecord,
  history: readonly HistoryEntry[],
  country: string | undefined,
) => CaseFacts;

/** For tools that open a store without the settings. */
export const measurePlainly: Measure = (record, history) =>
  measureCase(
    { record, history },
    {
      calendar: weekdaysIn("UTC"),
      lengthOf: () => ({ responseHours: null, responseBusinessDays: null }),
    },
  );

/** Saves what reports count of a case; the history is read where it was not given. */
export type SaveFacts = (
  tenantId: string,
  record: CaseRecord,
  history?: readonly HistoryEntry[],
) => Steps<void>;

/**
 * Makes what writes the facts of a case for reports, by the calendar of its route's country; a history that is not
 * given is read.
 */
export function createSaveFacts(
  db: Kysely<Tables>,
  queries: Pick<Queries, "readHistory" | "listRoutes">,
  measure: Measure,
): SaveFacts {
  const save = compileFactsSave(db);
  return function* (tenantId, record, given) {
    const history = given ?? (yield* queries.readHistory(tenantId, record.number));
    const routeId = record.team?.routeId;
    const routes = routeId === undefined ? [] : yield* queries.listRoutes(tenantId);
    const country = routes.find(({ id }) => id === routeId)?.country;
    yield* changeRows(save, toFactsRow(tenantId, record, measure(record, history, country)));
  };
}

/** Writes what reports count of a case, whether it was there before or not. */
function compileFactsSave(db: Kysely<Tables>) {
  return compileStatement<CaseFactsRow, unknown>(NoRow, (value) => {
    const columns = {
      revision: value("revision"),
      created_at: value("created_at"),
      requester_id: value("requester_id"),
      owner_id: value("owner_id"),
      team: value("team"),
      customer_key: value("customer_key"),
      customer_name: value("customer_name"),
      product: value("product"),
      severity: value("severity"),
      outcome: value("outcome"),
      edition: value("edition"),
      decided_row: value("decided_row"),
      handling: value("handling"),
      response_due_at: value("response_due_at"),
      responded_at: value("responded_at"),
      taken_minutes: value("taken_minutes"),
      waiting_since: value("waiting_since"),
      reopened: value("reopened"),
      moved: value("moved"),
    };
    return db
      .insertInto("case_facts")
      .values({ tenant_id: value("tenant_id"), number: value("number"), ...columns })
      .onConflict((conflict) =>
        conflict
          .columns(["tenant_id", "number"])
          .doUpdateSet((eb) =>
            Object.fromEntries(factsColumns.map((name) => [name, eb.ref(`excluded.${name}`)])),
          )
          .whereRef("case_facts.revision", "<=", "excluded.revision"),
      );
  });
}

const factsColumns = [
  "revision",
  "created_at",
  "requester_id",
  "owner_id",
  "team",
  "customer_key",
  "customer_name",
  "product",
  "severity",
  "outcome",
  "edition",
  "decided_row",
  "handling",
  "response_due_at",
  "responded_at",
  "taken_minutes",
  "waiting_since",
  "reopened",
  "moved",
] as const;

/** The row of a case's facts. */
function toFactsRow(tenantId: string, record: CaseRecord, facts: CaseFacts): CaseFactsRow {
  return {
    tenant_id: tenantId,
    number: record.number,
    revision: record.revision,
    created_at: record.createdAt,
    requester_id: record.requester.id,
    owner_id: record.owner?.id ?? null,
    team: record.team?.conversationId ?? null,
    customer_key: customerKey(record.customer),
    customer_name: record.customer?.name ?? null,
    product: record.product ?? null,
    severity: severityOf(record),
    outcome: record.verdict.outcome,
    edition: record.verdict.edition,
    decided_row: record.verdict.row,
    handling: facts.handling,
    response_due_at: facts.responseDueAt,
    responded_at: facts.respondedAt,
    taken_minutes: facts.takenMinutes,
    waiting_since: facts.waitingSince,
    reopened: facts.reopened,
    moved: facts.moved,
  };
}
