import type { Say } from "../locales/texts";
import type { CaseRecord } from "../records/record";
import type { Language } from "../vocabulary";
import { type HandOverContext, sayingIn } from "./context";
import { describeCase, joinParagraphs } from "./describe-case";
import { listContact, numberOf, readFacts } from "./facts";
import type { HandOverText } from "./hand-over-text";
import { formOf } from "./layouts";

const providerRules = ["P-13", "P-45"] as const;
const isvRules = ["P-61", "P-62", "P-63"] as const;

/** The message to the indirect provider or the vendor, in English and in the technician's own language. */
export function writeMessage(
  record: CaseRecord,
  context: HandOverContext,
  to: "provider" | "isv",
): readonly HandOverText[] {
  const { language } = context.audience;
  const own = language === "en" ? [] : writeIn(record, context, to, language, "_own");
  return [...writeIn(record, context, to, "en", ""), ...own];
}

function writeIn(
  record: CaseRecord,
  context: HandOverContext,
  to: "provider" | "isv",
  language: Language,
  suffix: "" | "_own",
): readonly HandOverText[] {
  const rules = to === "provider" ? providerRules : isvRules;
  const shared = { group: "message", rules } as const;
  const subject = { id: `message_subject${suffix}`, label: `handover.field.message_subject${suffix}` };
  const body = { id: `message${suffix}`, label: `handover.field.message${suffix}` };
  const text = to === "provider" ? writeToProvider : writeToVendor;
  return [
    { ...subject, ...shared, text: writeSubject(record, context, to, language) },
    { ...body, ...shared, text: text(record, context, language) },
  ];
}

function writeSubject(
  record: CaseRecord,
  context: HandOverContext,
  to: "provider" | "isv",
  language: Language,
): string {
  const { title } = readFacts(record, context, language);
  return sayingIn(context, language)(`handover.${to}.subject`, { number: numberOf(record), title });
}

function writeToProvider(record: CaseRecord, context: HandOverContext, language: Language): string {
  const say = sayingIn(context, language);
  const facts = readFacts(record, context, language);
  const { customer } = facts;
  const number = numberOf(record);
  return joinParagraphs([
    say("handover.hello"),
    [
      customer === "" ? say("handover.provider.intro") : say("handover.provider.intro_named", { customer }),
      say(`handover.provider.ask_${askOf(record)}`),
    ].join("\n"),
    describeCase(facts, say, ["consent", "language"]),
    [say("handover.provider.tell_us", { number }), say("handover.provider.no_time")].join("\n"),
    sign(record, context, language),
  ]);
}

/** What the provider shall do: grant access or file (P-45), or take up the matter by its kind (P-13, Q-39, Q-40). */
function askOf({ answers, verdict }: CaseRecord): string {
  const { issueType, productFamily, azureAccess } = answers;
  if (issueType === "fraud_abuse") return "fraud";
  if (issueType === "sla_credit") return "credit";
  if (issueType !== "technical_break_fix") return "billing";
  // With the newer texts a reseller cannot file for Azure at all (N-07), so access would not help.
  const mayFile = productFamily === "azure" && azureAccess === "not_granted" && verdict.edition !== "newer";
  return mayFile ? "access" : "file";
}

function writeToVendor(record: CaseRecord, context: HandOverContext, language: Language): string {
  const say = sayingIn(context, language);
  const facts = readFacts(record, context, language);
  const { customer } = facts;
  return joinParagraphs([
    say("handover.hello"),
    customer === "" ? say("handover.isv.intro") : say("handover.isv.intro_named", { customer }),
    // Severity and service health are words of Microsoft's support, which this product does not have (P-61).
    describeCase({ ...facts, severity: "", severityReason: "", product: "", health: "", tenantId: "" }, say),
    say("handover.isv.tell_us", { number: numberOf(record) }),
    sign(record, context, language),
  ]);
}

function sign(record: CaseRecord, context: HandOverContext, language: Language): string {
  const say = sayingIn(context, language);
  return [say("handover.regards"), ...listContact(record)].join("\n");
}

/** The note to a colleague who goes on with the case, in the technician's language. */
export function writeNote(
  record: CaseRecord,
  context: HandOverContext,
  rules: readonly string[],
): HandOverText {
  const { language } = context.audience;
  const say = sayingIn(context, language);
  const facts = readFacts(record, context, language);
  const number = numberOf(record);
  // Where a form goes along, it tells the case.
  const isInForm = formOf(record) !== null;
  const text = joinParagraphs([
    say(`handover.note.${noteOf(record)}`, { number }),
    isInForm
      ? [facts.title, facts.subscription].filter((part) => part !== "").join("\n")
      : describeCase(facts, say),
    sayWhomToAsk(record, say),
  ]);
  return { id: "note", label: "handover.field.note", text, group: "note", rules };
}

function sayWhomToAsk(record: CaseRecord, say: Say): string {
  const contact = listContact(record).join(say("text.examples_joint"));
  return contact === "" ? "" : say("handover.questions", { contact });
}

function noteOf({ verdict }: CaseRecord): string {
  return verdict.route === "service_health" && verdict.row === "R10" ? "known_incident" : verdict.route;
}
