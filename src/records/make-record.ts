import type { Intake } from "../intake/intake";
import type { Verdict } from "../policy/verdict";
import type { Answers } from "../vocabulary";
import { type Act, changed, entry, type Change } from "./change-record";
import type { CaseRecord, HistoryEntry, NewCaseRecord } from "./record";
import { keepsOverride } from "./severity";

/** A decision to be kept, with the intake it came from and the answers it rests on. */
export interface Decision {
  readonly intake: Intake;
  readonly answers: Answers;
  readonly verdict: Verdict;
}

/** The first record of an intake, with the first line of its history. */
export function makeRecord(
  { intake, answers, verdict }: Decision,
  act: Act,
): { readonly record: NewCaseRecord; readonly history: readonly HistoryEntry[] } {
  const record: NewCaseRecord = {
    schema: 1,
    revision: 1,
    state: "open",
    ...subjectOf(intake, answers),
    verdict: storedVerdict(verdict),
    requester: act.by,
    details: intake.details,
    stepsDone: [],
    related: [],
    ...(intake.source === undefined ? {} : { source: intake.source }),
    intakeId: intake.id,
    createdAt: act.at,
    updatedAt: act.at,
  };
  return { record, history: [entry(act, "created", null, describeVerdict(verdict))] };
}

/** The record after its answers were changed: the new verdict, and a line for each difference. */
export function reviseRecord(record: CaseRecord, { intake, answers, verdict }: Decision, act: Act): Change {
  const subject = subjectOf(intake, answers);
  const next = { ...subject, verdict: storedVerdict(verdict) };
  const before = flatten(record.answers, record);
  const after = flatten(answers, subject);
  const fields = [...new Set([...before.keys(), ...after.keys()])].filter(
    (f) => before.get(f) !== after.get(f),
  );
  const lines = fields.map((field) => entry(act, field, before.get(field) ?? null, after.get(field) ?? null));
  const old = describeVerdict(record.verdict);
  const decided = describeVerdict(verdict);
  const { override } = record;
  const isKept = keepsOverride(record, verdict.severity);
  const kept =
    override !== undefined && isKept
      ? { ...override, computed: verdict.severity ?? override.computed }
      : undefined;
  return changed(record, { ...next, override: kept }, act, [
    ...lines,
    ...(old === decided ? [] : [entry(act, "verdict", old, decided)]),
    ...(override === undefined || isKept
      ? []
      : [entry(act, "severity", override.severity, verdict.severity)]),
  ]);
}

type Subject = Pick<CaseRecord, "title" | "customer" | "product" | "answers">;

function subjectOf(intake: Intake, answers: Answers): Subject {
  const isOwn = answers.tenantScope === "own";
  return {
    title: intake.title,
    customer: isOwn ? undefined : intake.customer,
    product: intake.product,
    answers,
  };
}

function storedVerdict(verdict: Verdict): CaseRecord["verdict"] {
  return { ...verdict, ruleIds: [...verdict.ruleIds], notes: [...verdict.notes] };
}

function flatten(
  answers: Answers,
  subject: Pick<Subject, "title" | "customer" | "product">,
): Map<string, string> {
  const fields = [
    ...Object.entries(answers),
    ["title", subject.title],
    ["customer", subject.customer?.name],
    ["product", subject.product],
  ] as const;
  return new Map(
    fields.flatMap(([field, value]) => (value === undefined || value === "" ? [] : [[field, value]])),
  );
}

/** In contract words, so that every language can say it: outcome, severity, row. */
function describeVerdict(verdict: Pick<Verdict, "outcome" | "severity" | "row">): string {
  return [verdict.outcome, verdict.severity ?? "-", verdict.row].join(" ");
}
