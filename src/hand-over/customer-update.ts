import { DateTime } from "luxon";
import type { Say } from "../locales/texts";
import { zoneOf } from "../cards/moments";
import { plainLine } from "../plain-text";
import type { CaseRecord } from "../records/record";
import { isOneOf, type Language, languages, type UpdateTone, updateTones } from "../vocabulary";
import { type HandOverContext, sayingIn } from "./context";
import { joinParagraphs } from "./describe-case";
import { listContact, numberOf } from "./facts";
import type { HandOverText } from "./hand-over-text";
import { readSettlement } from "./settlement";

/** The customer hears from the partner, who informs it of the solution, too. */
const updateRules = ["Q-21", "Q-10"] as const;

/** The tones that are true of this case; none where there is no end customer. */
export function offeredTones({ answers, verdict, state, microsoftCase }: CaseRecord): readonly UpdateTone[] {
  const isPartnerCenter =
    answers.issueType === "portal_problem" && answers.productFamily === "partner_center";
  if (answers.tenantScope === "own" || isPartnerCenter) return [];
  // Before the customer has agreed to the admin relationship nobody can have filed anything.
  const isBlocked = verdict.route === "obtain_admin_relationship" && state === "open";
  const isOut = verdict.escalateTo !== null && (!isBlocked || microsoftCase !== undefined);
  return updateTones.filter((tone) => tone !== "escalated" || isOut);
}

/** The tone that follows from the state of the case. */
export function defaultTone(record: CaseRecord): UpdateTone {
  const { state, microsoftCase } = record;
  if (state === "resolved" || state === "closed") return "solved";
  const isOut = state === "escalated" || state === "waiting_microsoft" || microsoftCase !== undefined;
  return isOut && offeredTones(record).includes("escalated") ? "escalated" : "received";
}

/** The language of the customer: the one wished in the case where we speak it, else the technician's. */
export function defaultUpdateLanguage({ answers }: CaseRecord, technician: Language): Language {
  return isOneOf(languages, answers.language) ? answers.language : technician;
}

/** Subject and text of the update for the end customer; empty where there is none. */
export function writeUpdate(record: CaseRecord, context: HandOverContext): readonly HandOverText[] {
  const offered = offeredTones(record);
  if (offered.length === 0) return [];
  const chosen = context.tone ?? defaultTone(record);
  const tone = offered.includes(chosen) ? chosen : defaultTone(record);
  const language = context.updateLanguage ?? defaultUpdateLanguage(record, context.audience.language);
  const say = sayingIn(context, language);
  const shared = { group: "customer", rules: updateRules } as const;
  const number = numberOf(record);
  const subject = say(`update.subject.${tone === "solved" ? readSettlement(record).subject : tone}`, {
    number,
  });
  const [name = say("update.team")] = listContact(record);
  const text = joinParagraphs([
    say("update.hello"),
    ...sayNews(record, context, { tone, say }),
    say(tone === "solved" ? "update.again" : "update.changes", { number }),
    `${say("update.regards")}\n${name}`,
  ]);
  return [
    { id: "update_subject", label: "handover.field.update_subject", text: subject, ...shared },
    { id: "update", label: "handover.field.update", text, ...shared },
  ];
}

interface Wish {
  readonly tone: UpdateTone;
  readonly say: Say;
}

function sayNews(record: CaseRecord, context: HandOverContext, wish: Wish): readonly string[] {
  const { tone, say } = wish;
  const number = numberOf(record);
  const title = plainLine(record.title);
  const matter = title === "" ? "" : say("update.matter", { title });
  if (tone === "solved") {
    const { ending } = readSettlement(record);
    const workaround = ending === "workaround_accepted" ? plainLine(record.details.workaroundText ?? "") : "";
    return [
      say(`update.solved.${ending}`, { number }),
      matter,
      workaround === "" ? "" : say("update.workaround", { text: workaround }),
    ];
  }
  const lead =
    tone === "received"
      ? say("update.received", { number })
      : say(`update.escalated.${record.verdict.escalateTo ?? "microsoft"}`, { number });
  const next = tone === "received" ? sayNext(record, say) : sayWhoAnswers(record, context, wish);
  const waiting = record.state === "waiting_customer" ? say("update.waiting") : "";
  return [lead, matter, next, waiting, sayContact(record, say)];
}

/** What happens next, by what was decided and what the matter is; in words that are the customer's. */
function sayNext(record: CaseRecord, say: Say): string {
  const { verdict, answers } = record;
  const kind = readSettlement(record).kind;
  switch (verdict.outcome) {
    case "resolve":
    case "own_plan_needed":
      return say(`update.next.${kind}`);
    case "service_health_first":
      return say(verdict.row === "R10" ? "update.next.incident" : "update.next.health");
    case "contact_isv":
      return say("update.next.vendor");
    case "not_covered":
      return say(
        `update.next.${answers.cloud === "china_21v" || answers.cloud === "germany" ? answers.cloud : "elsewhere"}`,
      );
    case "escalate_to_indirect_provider":
      return say(`update.next.${kind === "fraud" || kind === "credit" ? special(record, kind) : "provider"}`);
    case "escalate_to_microsoft":
      if (kind === "fraud" || kind === "credit") return say(`update.next.${special(record, kind)}`);
      return say(
        verdict.route === "obtain_admin_relationship" ? "update.next.permission" : "update.next.microsoft",
      );
  }
}

/** A claim lives on what the customer has noted down; fraud is acted on at once. */
function special({ details }: CaseRecord, kind: "fraud" | "credit"): string {
  return kind === "credit" && details.proofOfImpact === undefined ? "credit_ask" : kind;
}

/** How soon an answer comes: only Microsoft's own first response, only once filed, and only in English (P-75, P-76). */
function sayWhoAnswers(record: CaseRecord, { audience }: HandOverContext, { say }: Wish): string {
  const { verdict, microsoftCase, answers } = record;
  if (verdict.escalateTo !== "microsoft") return say(`update.answer.${verdict.escalateTo ?? "isv"}`);
  const follow = say("update.answer.microsoft");
  if (microsoftCase === undefined || record.state === "waiting_customer") return follow;
  if (verdict.responseBusinessDays !== null) return `${say("update.answer.business_day")}${follow}`;
  if (verdict.responseHours === null || answers.language !== "en") return follow;
  const due = Date.parse(microsoftCase.filedAt) + verdict.responseHours * 3_600_000;
  if (!(due > Date.parse(audience.now))) return follow;
  // With its day: nobody knows when the message is read.
  const zone = zoneOf(audience);
  const time = DateTime.fromMillis(due, { zone }).toFormat("yyyy-MM-dd HH:mm");
  return `${say("update.answer.by", { time, zone })}${follow}`;
}

function sayContact(record: CaseRecord, say: Say): string {
  const [name, ...ways] = listContact(record);
  if (name === undefined) return say("update.contact.team");
  if (ways.length === 0) return say("update.contact.name", { name });
  return say("update.contact.full", { name, ways: ways.join(say("text.examples_joint")) });
}
