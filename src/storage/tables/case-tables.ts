import type { FactsOf } from "./table-facts";

/** One guided dialog. `ordinal` counts the intakes of one person in one chat, so the newest is the highest. */
export interface IntakeRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly conversation_id: string;
  readonly ordinal: number;
  readonly revision: number;
  readonly state: string;
  readonly document: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What the product remembers of one person. */
export interface ProfileRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly revision: number;
  readonly document: string;
  readonly updated_at: string;
}

/** A tracking record; all columns but the key repeat parts of the document, to find and to sort by. */
export interface RecordRow {
  readonly tenant_id: string;
  readonly number: number;
  readonly revision: number;
  readonly state: string;
  /** 1 when the record is resolved or closed: those are listed last. */
  readonly settled: number;
  readonly requester_id: string;
  readonly title: string;
  readonly customer_name: string | null;
  readonly customer_domain: string | null;
  /** Equal for records of the same customer. */
  readonly customer_key: string | null;
  readonly product: string | null;
  readonly outcome: string;
  readonly severity: string | null;
  /** 1 when a person has moved the severity away from the computed one. */
  readonly overridden: number;
  /** The way it was sent to a team's channel. */
  readonly route_id: string | null;
  readonly owner_id: string | null;
  /** The conversation it was sent to. */
  readonly channel_id: string | null;
  /** 0 when names and texts were taken from it since it was last changed. */
  readonly has_words: number;
  /** When something about it is or was due; null where nothing is. */
  readonly due_at: string | null;
  /** Whose moment that is; null in a row that was not looked at since clocks are kept. */
  readonly due_clock: string | null;
  readonly document: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** From when on a look may find reminders to be said; null when nothing is to come. */
  readonly next_look_at: string | null;
}

/** The last record number a tenant has been given. */
export interface RecordNumberRow {
  readonly tenant_id: string;
  readonly last: number;
  /** Grows with every change of a record of the tenant. */
  readonly changes: number;
}

/** One line of a record's history; the database itself refuses to change or remove one. */
export interface HistoryRow {
  readonly tenant_id: string;
  readonly number: number;
  readonly seq: number;
  readonly at: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly why: string | null;
  readonly revision: number | null;
}

/** Cases as they are asked, decided and kept. */
export interface CaseTables {
  intakes: IntakeRow;
  profiles: ProfileRow;
  records: RecordRow;
  record_numbers: RecordNumberRow;
  history: HistoryRow;
}

/** What these tables hold of people. */
export const caseTables: FactsOf<CaseTables> = {
  intakes: {
    why: "A dialog that has begun, so that a person can go on with it on any device, and what a record was made from.",
    keep: "{intakes} days after the last answer",
    key: ["tenant_id", "id"],
    person: "goes",
    customer: "goes",
    columns: {
      tenant_id: "nothing",
      id: "nothing",
      user_id: "person",
      conversation_id: "place",
      ordinal: "nothing",
      revision: "nothing",
      state: "nothing",
      document: "document",
      created_at: "nothing",
      updated_at: "nothing",
    },
  },
  profiles: {
    why: "What a person has told once so that it is not asked again: language, role, contact for a case.",
    keep: "until the person or a lead erases it",
    key: ["tenant_id", "user_id"],
    person: "goes",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      user_id: "person",
      revision: "nothing",
      document: "document",
      updated_at: "nothing",
    },
  },
  records: {
    why: "The case: what was asked and decided, who works on it, and for whom. The partner's own proof.",
    keep: "without end; notes, contacts and names go {cases} days after it was settled",
    key: ["tenant_id", "number"],
    person: "pseudonym",
    customer: "pseudonym",
    columns: {
      tenant_id: "nothing",
      number: "nothing",
      revision: "nothing",
      state: "nothing",
      settled: "nothing",
      requester_id: "person",
      owner_id: "person",
      channel_id: "nothing",
      has_words: "nothing",
      due_at: "nothing",
      due_clock: "nothing",
      title: "text",
      customer_name: "customer",
      customer_domain: "customer",
      customer_key: "customer",
      product: "nothing",
      outcome: "nothing",
      severity: "nothing",
      overridden: "nothing",
      route_id: "nothing",
      document: "document",
      created_at: "nothing",
      updated_at: "nothing",
      next_look_at: "nothing",
    },
  },
  record_numbers: {
    why: "The last number a tenant was given, so that numbers have no gap.",
    keep: "without end",
    key: ["tenant_id"],
    person: "stays",
    customer: "stays",
    columns: { tenant_id: "nothing", last: "nothing", changes: "nothing" },
  },
  history: {
    why: "Who changed what of a case, when and why. Nobody can change it; erasing replaces names and texts only.",
    keep: "without end; texts and names go {cases} days after the case was settled",
    key: ["tenant_id", "number", "seq"],
    person: "pseudonym",
    customer: "pseudonym",
    columns: {
      tenant_id: "nothing",
      number: "nothing",
      seq: "nothing",
      at: "nothing",
      by_id: "person",
      by_name: "name",
      field: "nothing",
      old: "text",
      new: "text",
      why: "text",
      revision: "nothing",
    },
  },
};
