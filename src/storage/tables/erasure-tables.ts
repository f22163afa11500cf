import type { FactsOf } from "./table-facts";

/** That somebody or a customer was erased; `subject` is who, only until it is done. */
export interface ErasureRow {
  readonly tenant_id: string;
  readonly pseudonym: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly by_id: string;
  readonly at: string;
  readonly finished_at: string | null;
}

/** A tenant whose history is open to an erasing, within its transaction only. */
export interface ErasingRow {
  readonly tenant_id: string;
}

/** Who was erased, and what is being erased. */
export interface ErasureTables {
  erasures: ErasureRow;
  erasing: ErasingRow;
}

/** What these tables hold of people. */
export const erasureTables: FactsOf<ErasureTables> = {
  erasures: {
    why: "Proof that somebody was erased: the pseudonym, when, and who asked. The id itself only until it is done.",
    keep: "without end",
    key: ["tenant_id", "pseudonym"],
    person: "pseudonym",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      pseudonym: "nothing",
      kind: "nothing",
      subject: "text",
      by_id: "person",
      at: "nothing",
      finished_at: "nothing",
    },
  },
  erasing: {
    why: "Opens the history to an erasing within one transaction; empty at all other times.",
    keep: "a moment",
    key: ["tenant_id"],
    person: "stays",
    customer: "stays",
    columns: { tenant_id: "nothing" },
  },
};
