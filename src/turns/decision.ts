import type { CaseRecord, HistoryEntry } from "../records/record";
import type { Notice } from "../views";
import type { Plan } from "./turn";

/** A change of a case that is about to be saved, whole: with what follows from it. */
export type DecidedChange = NonNullable<Plan["change"]> & {
  readonly updateRecord: CaseRecord;
  readonly history: readonly HistoryEntry[];
};

/**
 * What becomes of something somebody wants done to a case, the same wherever it is asked for. `denied`: not now, or
 * not by this person, for the reason said; `refused`: what was given cannot be right, by input id (keys under `error.`).
 */
export type Decision =
  | { readonly kind: "changed"; readonly change: DecidedChange; readonly notice: Notice }
  | { readonly kind: "denied"; readonly notice: Notice }
  | { readonly kind: "refused"; readonly errors: Readonly<Record<string, string>> };

/**
 * The same for what may leave the case as it is. `kept`: the verdict stands for now; what is saved is what was ticked, the
 * dialog that asks for more, and what is known of the person now, as far as there is any of it.
 */
export type AnswersDecision =
  Decision | { readonly kind: "kept"; readonly change: NonNullable<Plan["change"]>; readonly notice: Notice };

/** Something that cannot be done with the case as it stands. */
export const notNow = { kind: "denied", notice: { key: "not_allowed_now" } } as const satisfies Decision;
