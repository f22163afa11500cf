import { DateTime, IANAZone } from "luxon";
import type { Say } from "../locales/texts";
import { plainLine, plainText } from "../plain-text";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import { severityOf } from "../records/severity";
import { saySize } from "../say-size";
import { isOneOf, type Language, workarounds } from "../vocabulary";
import { type HandOverContext, sayingIn } from "./context";

/** What fits on a line with its label, in the order a supporter wants to read it. */
export const lineFacts = [
  "product",
  "issue",
  "resource",
  "environment",
  "severity",
  "severityReason",
  "impact",
  "users",
  "workaround",
  "started",
  "criterion",
  "health",
  "incidentId",
  "browsersTried",
  "bought",
  "microsoftCase",
] as const;

/** What people paste: a label, then the text on lines of its own. */
export const blockFacts = [
  "errorText",
  "correlationIds",
  "stepsToReproduce",
  "stepsTried",
  "proofOfImpact",
] as const;

/** Whose case it is. */
export const customerFacts = ["customer", "domain", "tenantId"] as const;

/** Everything a hand-over can say of a case; labels are the texts `handover.fact.<id>`. */
export const factIds = [
  "title",
  ...lineFacts,
  ...blockFacts,
  ...customerFacts,
  "subscription",
  "cspPlan",
  "ownPlan",
  "contractIds",
  "consent",
  "language",
  "contact",
  "files",
] as const;
/** A fact a text to hand over may say of a case. */
export type FactId = (typeof factIds)[number];

/** The facts of one case in one language; an empty one is not known, and nothing is ever put in its place. */
export type Facts = Readonly<Record<FactId, string>>;

/** Reads them from a case; of one's own tenant those about the customer are empty. */
export function readFacts(record: CaseRecord, context: HandOverContext, language: Language): Facts {
  const say = sayingIn(context, language);
  const { details, answers, customer, microsoftCase } = record;
  const isOwn = answers.tenantScope === "own";
  const product = sayProduct(record, context, language);
  const issue = answers.issueType === undefined ? "" : say(`handover.issue.${answers.issueType}`);
  return {
    title: plainLine(record.title) || [product, issue].filter((part) => part !== "").join(say("card.dot")),
    product,
    issue,
    resource: plainLine(details.resource ?? ""),
    ...sayImpact(record, say),
    severityReason: plainLine(record.override?.reason ?? ""),
    workaround: sayWorkaround(record, say),
    started: sayStart(record, say),
    ...sayFindings(record, say),
    incidentId: plainLine(details.incidentId ?? ""),
    browsersTried: plainLine(details.browsersTried ?? ""),
    errorText: plainText(details.errorText ?? ""),
    correlationIds: plainText(details.correlationIds ?? ""),
    stepsToReproduce: plainText(details.stepsToReproduce ?? ""),
    stepsTried: sayTried(record, context, language),
    proofOfImpact: plainText(details.proofOfImpact ?? ""),
    customer: isOwn ? "" : plainLine(customer?.name ?? ""),
    domain: isOwn ? "" : (customer?.domain ?? ""),
    tenantId: isOwn ? "" : (customer?.tenantId ?? ""),
    microsoftCase: plainLine(microsoftCase?.number ?? ""),
    subscription: isOwn ? "" : sayCustomer(record, say),
    cspPlan: say("handover.csp_plan"),
    // Numbers of plans and contracts are not kept; they are asked for instead (P-81, Q-31).
    ownPlan: "",
    contractIds: "",
    consent: sayConsent(record, say),
    language: sayLanguage(record, say),
    contact: listContact(record).join("\n"),
    files: (context.files ?? []).map(({ name, size }) => `${plainLine(name)} (${saySize(size)})`).join("\n"),
  };
}

/** The number as people write it, PS-000001. */
export function numberOf(record: CaseRecord): string {
  return formatRecordNumber(record.number);
}

/** Name, e-mail and phone of the partner's own contact, as far as they are known (P-51, P-59). */
export function listContact({ details, requester }: CaseRecord): readonly string[] {
  const { contactName = requester.name, contactEmail = "", contactPhone = "" } = details;
  return [contactName, contactEmail, contactPhone].map(plainLine).filter((part) => part !== "");
}

/** The product's name, the family's while only that is known, else empty. */
function sayProduct(record: CaseRecord, { catalogue }: HandOverContext, language: Language): string {
  const product = catalogue.find(record.product);
  if (product !== undefined) return product.name[language];
  const family = record.answers.productFamily;
  return family === undefined ? "" : catalogue.familyName(family)[language];
}

function sayCustomer({ customer }: CaseRecord, say: Say): string {
  const text = plainLine(customer?.name ?? "");
  const detail = customer?.domain ?? customer?.tenantId ?? "";
  return text === "" || detail === "" ? text : say("handover.with_detail", { text, detail });
}

/** Severity word, API word, who cannot work and how many; only break-fix has an impact (policy facts, section 3). */
function sayImpact(
  record: CaseRecord,
  say: Say,
): Pick<Facts, "environment" | "severity" | "impact" | "users"> {
  const { answers, details } = record;
  const worked = severityOf(record);
  const severity = worked === null ? "" : say(`handover.severity.${worked}`);
  if (answers.issueType !== "technical_break_fix")
    return { environment: "", severity, impact: "", users: sayUsers(details, say) };
  const { environment, impact } = answers;
  return {
    environment: environment === undefined ? "" : say(`handover.environment.${environment}`),
    severity,
    impact: impact === undefined ? "" : say(`value.impact.${impact}`),
    users: sayUsers(details, say),
  };
}

function sayUsers({ usersAffected, usersTotal }: CaseRecord["details"], say: Say): string {
  if (usersAffected === undefined) return "";
  const affected = plainLine(usersAffected);
  if (usersTotal === undefined) return affected;
  return say("handover.users", { affected, total: plainLine(usersTotal) });
}

function sayWorkaround({ details }: CaseRecord, say: Say): string {
  const { workaround, workaroundText = "" } = details;
  const kind = isOneOf(workarounds, workaround) ? say(`handover.workaround.${workaround}`) : "";
  const text = plainLine(workaroundText);
  if (kind === "" || text === "") return kind === "" ? text : kind;
  return say("handover.with_detail", { text: kind, detail: text });
}

/** "2026-11-20 16:30 Asia/Taipei (UTC+08:00), 2026-11-20 08:30 UTC". */
function sayStart({ details }: CaseRecord, say: Say): string {
  const { startedAt, startedZone = "UTC" } = details;
  const start = DateTime.fromISO(startedAt ?? "", { zone: "UTC" });
  if (startedAt === undefined || !start.isValid) return "";
  const utc = say("handover.in_utc", { time: start.toFormat("yyyy-MM-dd HH:mm") });
  if (startedZone === "UTC" || !IANAZone.isValidZone(startedZone)) return utc;
  const local = start.setZone(startedZone);
  const time = local.toFormat("yyyy-MM-dd HH:mm");
  return say("handover.in_zone", { time, zone: startedZone, offset: local.toFormat("ZZ"), utc });
}

function sayFindings({ answers }: CaseRecord, say: Say): Pick<Facts, "criterion" | "health" | "bought"> {
  const { issueType, criteria, serviceHealth, purchaseChannel } = answers;
  const isFault = issueType === "technical_break_fix";
  const isChecked = serviceHealth !== undefined && serviceHealth !== "not_checked";
  return {
    criterion:
      isFault && criteria !== undefined && criteria !== "none" ? say(`handover.criterion.${criteria}`) : "",
    health: isFault && isChecked ? say(`handover.health.${serviceHealth}`) : "",
    // Only a claim for a credit has to say it.
    bought:
      issueType === "sla_credit" && purchaseChannel !== undefined
        ? say(purchaseChannel === "csp" ? "handover.bought_csp" : "handover.bought_elsewhere")
        : "",
  };
}

/** First steps that were ticked, then what the technician wrote, as one list. */
function sayTried({ stepsDone, details }: CaseRecord, context: HandOverContext, language: Language): string {
  const { nameStep = (id: string) => id.replaceAll(/[_-]/g, " ") } = context;
  const written = plainText(details.stepsTried ?? "");
  if (stepsDone.length === 0) return written;
  const lines = written.split("\n").filter((line) => line !== "");
  const items = lines.map((line) => (/^\s*([-*•]|\d+[.)])/.test(line) ? line : `- ${line}`));
  return [...stepsDone.map((id) => `- ${nameStep(id, language)}`), ...items].join("\n");
}

function sayConsent({ details }: CaseRecord, say: Say): string {
  const consent = details.diagnosticsConsent;
  return consent === "yes" || consent === "no" ? say(`handover.consent.${consent}`) : "";
}

function sayLanguage({ answers }: CaseRecord, say: Say): string {
  const { language } = answers;
  return language === undefined || language === "other" ? "" : say(`value.language.${language}`);
}
