import { listEvidence } from "../evidence/evidence";
import { shortenText } from "../plain-text";
import type { CaseRecord } from "../records/record";
import { type HandOverContext, sayingIn } from "./context";
import { writeUpdate } from "./customer-update";
import { describeCase, joinParagraphs } from "./describe-case";
import { type FactId, type Facts, numberOf, readFacts } from "./facts";
import type { HandOverText } from "./hand-over-text";
import { type Form, formOf, layoutOf } from "./layouts";
import { writeMessage, writeNote } from "./messages";

/** Everything that is said to others about a case, ready to be pasted, and what could not be said. */
export interface HandOver {
  readonly parts: readonly HandOverText[];
  /** Evidence that is called for and missing, by the id of its text `evidence.item.<id>`. */
  readonly notKnown: readonly string[];
}

/**
 * Writes the hand-over of a case: the fields of its route's form in English whatever the technician speaks, the
 * message to the indirect provider or vendor, the note to a colleague, and the update for the end customer.
 */
export function buildHandOver(record: CaseRecord, context: HandOverContext): HandOver {
  const layout = layoutOf(record);
  const form = formOf(record);
  const notKnown = listEvidence(record).filter(({ isThere }) => !isThere);
  return {
    parts: [
      ...(layout.note === undefined ? [] : [writeNote(record, context, layout.note)]),
      ...(form === null ? [] : fillForm(record, context, form)),
      ...(layout.message === undefined ? [] : writeMessage(record, context, layout.message)),
      ...writeUpdate(record, context),
    ],
    notKnown: [...notKnown.map(({ id }) => id), ...(form === null ? [] : listAsked(record, context, form))],
  };
}

/** What a form wants and no record keeps. */
function listAsked(record: CaseRecord, context: HandOverContext, form: Form): readonly string[] {
  const facts = readFacts(record, context, "en");
  return form.fields.flatMap(({ facts: wanted, ask }) =>
    ask !== undefined && wanted !== "description" && wanted.every((id) => facts[id] === "") ? [ask] : [],
  );
}

function fillForm(record: CaseRecord, context: HandOverContext, form: Form): readonly HandOverText[] {
  const facts = readFacts(record, context, "en");
  return form.fields.flatMap(({ id, facts: wanted, rules }): readonly HandOverText[] => {
    const text =
      wanted === "description" ? describe(record, context, facts) : fillField(record, facts, wanted, form);
    return text === "" ? [] : [{ id, label: `handover.field.${id}`, text, group: "case", rules }];
  });
}

function fillField(record: CaseRecord, facts: Facts, wanted: readonly FactId[], form: Form): string {
  if (wanted.length === 1 && wanted[0] === "title") return writeTitle(record, facts, form.titleLength);
  return wanted
    .map((id) => facts[id])
    .filter((text) => text !== "")
    .join(" - ");
}

/** "Microsoft Teams: Nobody can join meetings (PS-000123)"; the problem is cut, never the number. */
function writeTitle(record: CaseRecord, { product, title }: Facts, length: number): string {
  const names = product === "" || isNamed(product, title) ? "" : `${product}: `;
  const number = ` (${numberOf(record)})`;
  return `${names}${shortenText(title, length - names.length - number.length)}${number}`;
}

/** Whether a title speaks of the product already: "Teams" names Microsoft Teams. */
function isNamed(product: string, title: string): boolean {
  const names = product
    .replace(/^Microsoft /, "")
    .split(/, | and | \(/)
    .filter((name) => name.length > 3);
  return names.some((name) => title.toLowerCase().includes(name.toLowerCase()));
}

function describe(record: CaseRecord, context: HandOverContext, facts: Facts): string {
  const say = sayingIn(context, "en");
  const isOwn = record.answers.tenantScope === "own";
  return joinParagraphs([
    describeCase(facts, say),
    [
      say("handover.reference", { number: numberOf(record) }),
      ...(isOwn ? [] : [say("handover.contact_us")]),
    ].join("\n"),
  ]);
}
