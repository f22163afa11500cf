import type { CaseRecord } from "../records/record";
import { type DetailId, workarounds } from "../vocabulary";
import { listEvidence } from "./evidence";

/** One input of the evidence card; its texts are `question.<id>.*`. */
export interface EvidenceInput {
  readonly id: string;
  readonly detail: DetailId;
  readonly kind: "text" | "longText" | "choice" | "date" | "time";
  /** UTF-16 characters. */
  readonly maxLength: number;
  /** Of a choice; their titles are `value.<id>.<value>`. */
  readonly values: readonly string[];
}

const inputs: readonly EvidenceInput[] = [
  { id: "startedDate", detail: "startedAt", kind: "date", maxLength: 10, values: [] },
  { id: "startedTime", detail: "startedAt", kind: "time", maxLength: 8, values: [] },
  text("usersAffected", 12),
  text("usersTotal", 12),
  choice("workaround", workarounds),
  text("workaroundText", 300),
  text("resource", 300),
  longText("errorText", 2000),
  longText("correlationIds", 500),
  longText("stepsToReproduce", 2000),
  longText("stepsTried", 2000),
  text("browsersTried", 200),
  text("incidentId", 60),
  longText("proofOfImpact", 1000),
  choice("diagnosticsConsent", ["yes", "no"]),
  text("contactName", 120),
  text("contactEmail", 254),
  text("contactPhone", 40),
];

/** The inputs that matter for this case, in the order a technician tells it. */
export function listEvidenceInputs(record: CaseRecord): readonly EvidenceInput[] {
  const wanted = new Set(listEvidence(record).flatMap(({ details }) => details));
  return inputs.filter(({ detail }) => wanted.has(detail));
}

function text(detail: DetailId, maxLength: number): EvidenceInput {
  return { id: detail, detail, kind: "text", maxLength, values: [] };
}

function longText(detail: DetailId, maxLength: number): EvidenceInput {
  return { id: detail, detail, kind: "longText", maxLength, values: [] };
}

function choice(detail: DetailId, values: readonly string[]): EvidenceInput {
  return { id: detail, detail, kind: "choice", maxLength: 40, values };
}
