import type { CaseRecord } from "../records/record";
import type { InputValue } from "../vocabulary";

/** What kind of matter a case is to the customer. */
const kinds = {
  technical_break_fix: "fault",
  portal_problem: "fault",
  how_to: "question",
  configuration_deployment: "change",
  subscription_management: "change",
  billing_question: "billing",
  billing_dispute: "billing",
  sla_credit: "credit",
  fraud_abuse: "fraud",
} as const satisfies Readonly<Record<InputValue<"issueType">, string>>;

/** How a case ends for the customer: `subject` and `ending` name its texts under `update.`. */
export interface Settlement {
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly ending: string;
  readonly subject: "solved" | "completed" | "closed";
}

/** Reads how the case ended; while it is not settled, how it would when all goes well. */
export function readSettlement({ answers, verdict, closingReason }: CaseRecord): Settlement {
  const kind = kinds[answers.issueType ?? "technical_break_fix"];
  switch (closingReason) {
    case "service_incident_ended":
      return { kind, ending: closingReason, subject: "solved" };
    case "workaround_accepted":
    case "duplicate":
    case "not_reproducible":
    case "withdrawn":
      return { kind, ending: closingReason, subject: "closed" };
    default:
      if (verdict.outcome === "not_covered") return { kind, ending: "referred", subject: "closed" };
      return { kind, ending: kind, subject: kind === "fault" ? "solved" : "completed" };
  }
}
