import type {
  CaseForm,
  CasePage,
  Me,
  RecordDetail,
  RecordList,
  Report,
  WebhookList,
  WebhookSecret,
  WebhookSummary,
} from "./wire";

// The server writes each with the schema its type is made of. Whether an answer is one at all, and not something of
// a proxy on the way, is told by what it has outermost.

function has(value: unknown, ...names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

/** Of `/api/records`. */
export function isRecordList(value: unknown): value is RecordList {
  return has(value, "records", "next");
}

/** Of every change of a case, and of a refusal because somebody was faster. */
export function isRecordDetail(value: unknown): value is RecordDetail {
  return has(value, "number", "revision", "ruleIds");
}

/** Of a case's `/page`. */
export function isCasePage(value: unknown): value is CasePage {
  return has(value, "record", "words", "timeline", "actions", "choices");
}

/** Of a case's `/forms`, and of the questions its answers leave open. */
export function isCaseForm(value: unknown): value is CaseForm {
  return has(value, "form", "revision", "questions");
}

/** Of `/api/me`. */
export function isMe(value: unknown): value is Me {
  return has(value, "person", "products", "features");
}

/** Of `/api/reports`. */
export function isReport(value: unknown): value is Report {
  return has(value, "period", "figures", "sections");
}

/** Of `/api/webhooks`. */
export function isWebhookList(value: unknown): value is WebhookList {
  return has(value, "webhooks");
}

/** Of a change of a program, and of a refusal because somebody was faster. */
export function isWebhookSummary(value: unknown): value is WebhookSummary {
  return has(value, "id", "url", "kinds");
}

/** Of adding a program and of changing its secret. */
export function isWebhookSecret(value: unknown): value is WebhookSecret {
  return has(value, "id", "url", "secret");
}

/** Answers of which only that they came is of interest. */
export function isAnything(value: unknown): value is object {
  return has(value);
}
