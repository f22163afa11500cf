import type { Step } from "../../policy/steps";
import { listDuties } from "../../policy/duties";
import type { RuleUse } from "../../policy/edition";
import { isUnfinished } from "../../records/life-cycle";
import type { CaseRecord } from "../../records/record";
import { severityOf } from "../../records/severity";
import type { CardReason, Scene } from "../card-kit";
import { factsOf } from "../case-words";
import { run, strong, subtle, type RunsModel } from "../text-runs";

/** What to keep in mind, the reasons that matter most, and the rest of them, folded away. */
export interface VerdictReasons {
  /** What the class commits to, remarks and the first caveats: what goes wrong if it is overlooked. */
  readonly mind: readonly RunsModel[];
  readonly reasons: readonly RunsModel[];
  /** The reasons folded away. */
  readonly more: readonly RunsModel[];
}

const shownCaveats = 3;
const shownReasons = 4;

/** Rules that are no remark for anybody who has a case: whom a page is meant for. They stay folded. */
const alwaysFolded: readonly string[] = ["P-01"];

/** Notes that say the same as a step; where that step is listed the note is not said a second time. */
const sameAsSteps: Readonly<Partial<Record<string, readonly string[]>>> = {
  fraud_contain_first: ["contain_fraud", "contain_fraud_alert"],
  no_time_before_provider_files: ["promise_no_time"],
  no_microsoft_time_from_isv: ["isv_no_microsoft"],
  or_ask_admin_agent: ["or_ask_admin_agent"],
  domain_address_for_filer: ["filer_domain", "filer_copied_domain"],
  keep_outage_evidence: ["incident_evidence"],
  own_no_separate_fee: ["own_no_fee"],
};

/**
 * Parts the reasons of a verdict into caveats, the few that are read at once, and the rest. A caveat that the
 * steps already carry, and a note that says the same as one of them, is not said twice.
 */
export function sayReasons(scene: Scene, record: CaseRecord, steps: readonly Step[]): VerdictReasons {
  const { verdict } = record;
  const all = scene.kit.explain(verdict.ruleIds, scene.audience.language);
  const inSteps = new Set(steps.flatMap((step) => step.rules));
  const notes = verdict.notes.filter((id) => !steps.some((step) => sameAsSteps[id]?.includes(step.id)));
  // What has ended asks nobody to keep anything in mind; why it was decided so can still be unfolded.
  const hasEnded = !isUnfinished(record.state);
  const caveats = findCaveats(scene, verdict)
    .filter((id) => !hasEnded && !inSteps.has(id) && !alwaysFolded.includes(id))
    .slice(0, shownCaveats);
  const deciding = all.filter(({ ruleId }) => !caveats.includes(ruleId));
  const reasons = pickFirst(deciding, record, severityRules(scene, verdict));
  const inMind = all.filter(({ ruleId }) => caveats.includes(ruleId));
  const drawnNotes = notes.map((id) => drawNote(scene, verdict, id));
  return {
    mind: [
      ...sayDuties(scene, record, [...inSteps, ...caveats]),
      ...(hasEnded ? [] : drawnNotes),
      ...inMind.map((reason) => drawReason(scene, reason)),
    ],
    reasons: reasons.map((reason) => drawReason(scene, reason)),
    more: [
      ...(hasEnded ? drawnNotes : []),
      ...deciding.filter((reason) => !reasons.includes(reason)).map((reason) => drawReason(scene, reason)),
    ],
  };
}

/**
 * One line of what the partner owes, "With severity A you commit to: …", as far as neither a step nor a caveat
 * shown says it. Nothing is owed any more where the case has ended.
 */
function sayDuties({ kit, say }: Scene, record: CaseRecord, said: readonly string[]): readonly RunsModel[] {
  const severity = severityOf(record);
  const duties = listDuties(kit.policy.duties, factsOf(record)).filter(
    ({ rules }) => !rules.every((rule) => said.includes(rule)),
  );
  if (!isUnfinished(record.state) || severity === null || duties.length === 0) return [];
  const line = duties
    .map(({ id, rules }) => say("duty.item", { duty: say(`duty.${id}`), rules: rules.join(", ") }))
    .join(say("duty.joint"));
  return [{ runs: [run(say(`duty.title.${severity}`), strong), run(line)] }];
}

/**
 * Of four reasons at least one says why it is that severe. Where nobody's clock runs, or a person set another
 * severity, the severity's rules stay folded: they speak of response times that must not be promised here.
 */
function pickFirst(
  deciding: readonly CardReason[],
  { verdict, override }: CaseRecord,
  severity: readonly string[],
): readonly CardReason[] {
  const hasClock = verdict.responseHours !== null || verdict.responseBusinessDays !== null;
  const promised = hasClock && override === undefined;
  const first = deciding
    .filter(({ ruleId }) => (promised || !severity.includes(ruleId)) && !alwaysFolded.includes(ruleId))
    .slice(0, shownReasons);
  const forSeverity = deciding.find(({ ruleId }) => severity.includes(ruleId));
  if (!promised || forSeverity === undefined || first.includes(forSeverity)) return first;
  return [...first.slice(0, shownReasons - 1), forSeverity];
}

type Verdict = CaseRecord["verdict"];

function severityRules({ kit }: Scene, verdict: Verdict): readonly string[] {
  const rows = kit.policy.editions[verdict.edition].severity;
  return rows
    .filter((row) => row.severity === verdict.severity)
    .flatMap((row) => row.rules.flatMap(ruleIdsOf));
}

/** The caveats of the edition that this verdict cites, in the edition's order: the gravest come first. */
function findCaveats({ kit }: Scene, verdict: Verdict): readonly string[] {
  const caveats = kit.policy.editions[verdict.edition].caveats.flatMap((caveat) => caveat.rules);
  return [...new Set(caveats)].filter((id) => verdict.ruleIds.includes(id));
}

function ruleIdsOf(use: RuleUse): readonly string[] {
  return typeof use === "string" ? [use] : use.rules;
}

/** A remark of ours, then the rules it rests on; their sources stand with them among the reasons. */
function drawNote({ kit, say }: Scene, { edition }: Verdict, id: string): RunsModel {
  const rules = kit.policy.editions[edition].notes.find((note) => note.id === id)?.rules ?? [];
  const text = run(say(`note.${id}`));
  return { runs: rules.length === 0 ? [text] : [text, run(`  ${rules.join(", ")}`, subtle)] };
}

/** The sentence, then where it stands: "(P-39 · Report problems … · 2020-07-24)". */
function drawReason({ say }: Scene, { text, ruleId, source, date }: CardReason): RunsModel {
  const basis = [ruleId, source, date ?? say("card.verdict.undated")].join(say("card.dot"));
  return { runs: [run(text), run(`  ${basis}`, subtle)] };
}
