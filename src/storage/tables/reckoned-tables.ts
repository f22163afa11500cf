import type { FactsOf } from "./table-facts";

/** By which rules due moments were reckoned last; one row. */
export interface DueRulesRow {
  readonly fingerprint: string;
}

/** A reminder that was planned, so that it never is again. */
export interface ReminderRow {
  readonly tenant_id: string;
  readonly record: number;
  readonly key: string;
  readonly at: string;
}

/** What reports count of a case; all of it repeats or follows from its record and history. */
export interface CaseFactsRow {
  readonly tenant_id: string;
  readonly number: number;
  /** The record's that was measured: an older one never replaces a newer one. */
  readonly revision: number;
  readonly created_at: string;
  readonly requester_id: string;
  readonly owner_id: string | null;
  /** The conversation of the channel it was sent to. */
  readonly team: string | null;
  readonly customer_key: string | null;
  readonly customer_name: string | null;
  readonly product: string | null;
  readonly severity: string | null;
  readonly outcome: string;
  readonly edition: string;
  /** The row of the decision table; `row` is a reserved word. */
  readonly decided_row: string;
  readonly handling: string;
  readonly response_due_at: string | null;
  readonly responded_at: string | null;
  readonly taken_minutes: number | null;
  readonly waiting_since: string | null;
  readonly reopened: number;
  readonly moved: string | null;
}

/** A case saved before cases were measured. */
export interface UnmeasuredRow {
  readonly tenant_id: string;
  readonly number: number;
}

/** By which version of the terms the index of the search was made; one row. Its tables are the engines' own. */
export interface SearchVersionRow {
  readonly version: number;
}

/** What follows from the cases and is kept so that it need not be reckoned again. */
export interface ReckonedTables {
  due_rules: DueRulesRow;
  reminders: ReminderRow;
  case_facts: CaseFactsRow;
  unmeasured: UnmeasuredRow;
  search_version: SearchVersionRow;
}

/** What these tables hold of people. */
export const reckonedTables: FactsOf<ReckonedTables> = {
  due_rules: {
    why: "By which rules the due times of the cases were reckoned.",
    keep: "until they change",
    key: ["fingerprint"],
    person: "stays",
    customer: "stays",
    columns: { fingerprint: "nothing" },
  },
  reminders: {
    why: "Which reminders were said, so that none is said twice.",
    keep: "without end",
    key: ["tenant_id", "record", "key"],
    person: "stays",
    customer: "stays",
    columns: { tenant_id: "nothing", record: "nothing", key: "nothing", at: "nothing" },
  },
  case_facts: {
    why: "What reports count of a case.",
    keep: "without end",
    key: ["tenant_id", "number"],
    person: "pseudonym",
    customer: "pseudonym",
    columns: {
      tenant_id: "nothing",
      number: "nothing",
      revision: "nothing",
      created_at: "nothing",
      requester_id: "person",
      owner_id: "person",
      team: "nothing",
      customer_key: "customer",
      customer_name: "customer",
      product: "nothing",
      severity: "nothing",
      outcome: "nothing",
      edition: "nothing",
      decided_row: "nothing",
      handling: "nothing",
      response_due_at: "nothing",
      responded_at: "nothing",
      taken_minutes: "nothing",
      waiting_since: "nothing",
      reopened: "nothing",
      moved: "nothing",
    },
  },
  unmeasured: {
    why: "Cases of an older version that reports do not count yet.",
    keep: "until they are counted",
    key: ["tenant_id", "number"],
    person: "stays",
    customer: "stays",
    columns: { tenant_id: "nothing", number: "nothing" },
  },
  search_version: {
    why: "By which version of the words the index of the search was made.",
    keep: "without end",
    key: ["version"],
    person: "stays",
    customer: "stays",
    columns: { version: "nothing" },
  },
};
