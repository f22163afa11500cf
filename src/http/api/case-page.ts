import type { z } from "zod";
import { createScene, type Scene as Drawn } from "../../cards/card-kit";
import { factsOf, productOf, sayOutcome, severityLine } from "../../cards/case-words";
import { verdictLine } from "../../cards/headings";
import { sayDifferences } from "../../cards/models/change-lines";
import { fillValues } from "../../cards/models/fill-values";
import { sayChange, sayValue } from "../../cards/models/history-entries";
import { sayReasons } from "../../cards/models/verdict-reasons";
import { sayRuns, wordsOf } from "../../cards/text-runs";
import { listEvidence } from "../../evidence/evidence";
import { type FirstStep, healthStep, listFirstSteps } from "../../first-steps/list-first-steps";
import { takenSteps } from "../../first-steps/tick-steps";
import { explain } from "../../policy/explain";
import type { CaseFile } from "../../records/case-file";
import { collidingChanges } from "../../records/edit-intake";
import { isUnfinished } from "../../records/life-cycle";
import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../../records/record";
import { countOpenQuestions } from "../../turns/answer-turns";
import { detailIds, inputIds } from "../../vocabulary";
import { listActions } from "./case-actions";
import { describeClocks } from "./case-clocks";
import { describeDeliveries, linkIntoTeams } from "./case-places";
import { describeSimilar } from "./case-similar";
import { describeRecord } from "./describe-record";
import { type Call, type Desk, findReadable, openScene } from "./desk";
import { type Answer, answerProblem } from "./problem";
import { findRelated } from "./related-cases";
import { answerTagged } from "./tag";
import type { CasePage } from "./wire-page";

type Page = z.infer<typeof CasePage>;

/** Everything a page about one case shows, in the caller's language. */
export async function readPage(desk: Desk, call: Call): Promise<Answer> {
  const record = await findReadable(desk, call);
  if (record === null) return answerProblem("not-found");
  return answerTagged(call, await describePage(desk, call, record));
}

async function describePage(desk: Desk, call: Call, record: CaseRecord): Promise<Page> {
  const { store } = desk.bench;
  const { tenantId } = call.caller;
  const scene = await openScene(desk, call);
  const drawn = createScene(desk.kit, scene.audience);
  const [history, files, hours] = await Promise.all([
    store.readHistory(tenantId, record.number),
    store.listFiles(tenantId, record.number),
    desk.bench.hoursOf(tenantId, record),
  ]);
  return {
    record: describeRecord(record),
    words: sayWords(drawn, record),
    ...sayDecision(drawn, record),
    clocks: describeClocks(drawn, { record, history }, hours.rules),
    timeline: describeTimeline(drawn, history),
    evidence: describeEvidence(drawn, record),
    files: files.map((file) => describeFile(record, file)),
    deliveries: await describeDeliveries(store, tenantId, record),
    deepLinks: await linkIntoTeams(desk, call, record),
    related: await findRelated(desk, call, record),
    similar: await describeSimilar(desk, call, scene, record),
    openQuestions: isUnfinished(record.state) ? await countOpenQuestions(scene, record) : 0,
    difference: sayDifference(drawn, record, history),
    ...(await listActions(scene, record)),
  };
}

function sayWords(drawn: Drawn, record: CaseRecord): Page["words"] {
  const { say } = drawn;
  const { verdict, answers, details, closingReason } = record;
  const name = (id: string, value: string) => ({
    id,
    label: say(`field.${id}`),
    value: sayValue(drawn, id, value),
  });
  return {
    state: say(`state.${record.state}`),
    severity: severityLine(drawn, record),
    outcome: sayOutcome(drawn, verdict.outcome, verdict.row),
    verdict: verdictLine(drawn, record),
    route: say(`route.${verdict.route}`),
    product: productOf(drawn, record),
    customer: record.customer?.name ?? "",
    closingReason: closingReason === undefined ? "" : say(`closingReason.${closingReason}`),
    answers: inputIds.flatMap((id) => (answers[id] === undefined ? [] : [name(id, answers[id])])),
    details: detailIds.flatMap((id) => (details[id] === undefined ? [] : [name(id, details[id])])),
  };
}

/** Why it was decided so and what to do now, in the words of the verdict's card. */
function sayDecision(
  drawn: Drawn,
  record: CaseRecord,
): Pick<Page, "reasons" | "notes" | "steps" | "links" | "firstSteps"> {
  const { say, kit, audience } = drawn;
  const values = fillValues(drawn, record);
  const steps = kit.listSteps(factsOf(record));
  const taken = takenSteps(record);
  const firstSteps = isUnfinished(record.state) ? listFirstSteps(record) : [];
  return {
    reasons: [...explain(kit.policy, record.verdict.ruleIds, audience.language)],
    notes: sayReasons(drawn, record, steps).mind.map(({ runs }) => wordsOf(runs)),
    steps: steps.map(({ id, rules }) => ({
      id,
      text: wordsOf(sayRuns(say, `step.${id}`, values)),
      rules: [...rules],
    })),
    links: kit.buildLinks(factsOf(record)).map((link) => ({
      id: link.id,
      label: say(link.label),
      url: "url" in link ? link.url : null,
      menu: "menu" in link ? wordsOf(sayRuns(say, link.menu, values)) : null,
    })),
    firstSteps: firstSteps.map((step) => describeStep(drawn, record, step, taken.includes(step.id))),
  };
}

function describeStep(
  { say }: Drawn,
  { answers }: CaseRecord,
  { id, text, links }: FirstStep,
  isDone: boolean,
): Page["firstSteps"][number] {
  return {
    id,
    text: say(text),
    isDone,
    health: id === healthStep ? (answers.serviceHealth ?? "not_checked") : null,
    links: links.flatMap((link) => ("url" in link ? [{ label: say(link.label), url: link.url }] : [])),
  };
}

/** "Severity B → A", and because of which answers, as the card says it after they were changed. */
function sayDifference(drawn: Drawn, record: CaseRecord, history: readonly HistoryEntry[]): string[] {
  const newest = history.filter(({ revision }) => revision === record.revision);
  if (record.revision === 1 || collidingChanges(newest).length === 0) return [];
  return sayDifferences(drawn, { key: "answers_changed" }, record, history).map(wordsOf);
}

function describeTimeline(drawn: Drawn, history: readonly HistoryEntry[]): Page["timeline"] {
  return history.toReversed().map((entry) => ({
    ...entry,
    revision: entry.revision ?? null,
    text: wordsOf(sayChange(drawn, entry)),
  }));
}

function describeEvidence({ say }: Drawn, record: CaseRecord): Page["evidence"] {
  return listEvidence(record).map(({ id, need, isThere, rules }) => ({
    id,
    text: say(`evidence.item.${id}`),
    need,
    isThere,
    rules: [...rules],
  }));
}

function describeFile(
  { number }: CaseRecord,
  { id, name, contentType, size, state, reason, by, at }: CaseFile,
): Page["files"][number] {
  const href = state === "kept" ? `/api/records/${formatRecordNumber(number)}/files/${id}` : null;
  return { id, name, contentType, size, state, reason, by, at, href };
}
