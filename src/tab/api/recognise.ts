import type {
  CaseForm,
  CasePage,
  Me,
  RecordDetail,
  RecordList,
  Report,
  WebhookList,
  WebhookSecret,
} from "./wire";

// The server writes each with the schema its type is made of. Whether an answer is one at all, and not something of
// a proxy on the way, is told by what it has outermost.

function has(value: unknown, ...names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

export function isRecordList(value: unknown): value is RecordList {
  return has(value, "records", "next");
}

export function isRecordDetail(value: unknown): value is RecordDetail {
  return has(value, "number", "revision", "ruleIds");
}

export function isCasePage(value: unknown): value is CasePage {
  return has(value, "record", "words", "timeline", "actions", "choices");
}

export function isCaseForm(value: unknown): value is CaseForm {
  return has(value, "form", "revision", "questions");
}

export function isMe(value: unknown): value is Me {
  return has(value, "person", "products", "features");
}

export function isReport(value: unknown): value is Report {
  return has(value, "period", "figures", "sections");
}

export function isWebhookList(value: unknown): value is WebhookList {
  return has(value, "webhooks");
}

export function isWebhookSecret(value: unknown): value is WebhookSecret {
  return has(value, "id", "url", "secret");
}

/** Answers of which only that they came is of interest. */
export function isAnything(value: unknown): value is object {
  return has(value);
}
