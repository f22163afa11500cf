import type { EditionId, EscalationTarget, InputId, Outcome, RouteId, Severity } from "../vocabulary";

/** The decision on one case, with everything that explains it. */
export interface Verdict {
  readonly edition: EditionId;
  /** The first row of the table that matched. */
  readonly row: string;
  readonly outcome: Outcome;
  readonly escalateTo: EscalationTarget | null;
  readonly route: RouteId;
  /** Null only where the case is not covered and nobody was asked for the impact. */
  readonly severity: Severity | null;
  /** Hours to Microsoft's first response from filing; set only for break-fix that goes to Microsoft. */
  readonly responseHours: number | null;
  /** The same in business days, for what is not break-fix. */
  readonly responseBusinessDays: number | null;
  /** Rules that decided, then the severity's, the route's, and the caveats'. */
  readonly ruleIds: readonly string[];
  readonly notes: readonly string[];
}

/** Either decided already, or the inputs whose answers can still change the decision, in asking order. */
export type Evaluation =
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  | { readonly kind: "needs"; readonly inputs: readonly InputId[] };
