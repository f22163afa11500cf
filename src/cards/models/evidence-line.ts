import { listEvidence } from "../../evidence/evidence";
import type { CaseRecord } from "../../records/record";
import { execute, type ExecuteAction } from "../card-model";
import type { Scene } from "../card-kit";

/** How much of the evidence is there, on one line of the verdict card. */
export interface EvidenceModel {
  readonly hasEvidence: boolean;
  readonly evidence: string;
  readonly addEvidence: ExecuteAction;
}

/** What the line names at most; the form shows all of it. */
const mostNamed = 4;

/** "Evidence: 3 of 6 given. Missing: …"; only what whoever takes the case over cannot do without counts. */
export function drawEvidence({ say }: Scene, record: CaseRecord): EvidenceModel {
  const target = { record: record.number, recordRevision: record.revision, form: "evidence" };
  const addEvidence = execute(say("card.action.evidence"), "record/form", target);
  const isOver = record.state === "resolved" || record.state === "closed";
  const required = isOver ? [] : listEvidence(record).filter(({ need }) => need === "required");
  if (required.length === 0) return { hasEvidence: false, evidence: "", addEvidence };
  const missing = required.filter(({ isThere }) => !isThere);
  if (missing.length === 0) return { hasEvidence: true, evidence: say("evidence.complete"), addEvidence };
  const named = missing.slice(0, mostNamed).map(({ id }) => say(`evidence.item.${id}`));
  const evidence = say(missing.length > mostNamed ? "evidence.line_more" : "evidence.line", {
    there: required.length - missing.length,
    total: required.length,
    missing: named.join(say("text.examples_joint")),
  });
  return { hasEvidence: true, evidence, addEvidence };
}
