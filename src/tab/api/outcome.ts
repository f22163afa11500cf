import { isRecordDetail, isWebhookSummary } from "./recognise";
import type { RecordDetail, WebhookSummary } from "./wire";

/** Why a call gave nothing; each is told with a way on. */
export type Failure =
  | { readonly kind: "signed_out" | "elsewhere" | "not_found" | "not_allowed" | "offline" | "broken" }
  | { readonly kind: "busy" | "unavailable"; /** Seconds. */ readonly wait: number }
  | { readonly kind: "refused"; readonly errors: readonly FieldError[] }
  | {
      readonly kind: "stale";
      readonly record: RecordDetail | null;
      /** Where it is a program that somebody has changed. */
      readonly webhook?: WebhookSummary;
    };

/** What is wrong with one field, in the reader's language as the server said it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What became of a call; `unchanged` where one has the newest already. */
export type Outcome<Body> =
  | { readonly kind: "ok"; readonly body: Body; readonly tag: string | null }
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What of an answer is looked at to tell what went wrong. */
export interface Refusal {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The header `WWW-Authenticate`. */
  readonly challenge?: string | null;
  /** The parsed problem document; null when there is none. */
  readonly body: unknown;
}

/** Reads a refusal of the API. */
export function readFailure({ status, retryAfter, challenge = null, body }: Refusal): Failure {
  // Signed in, with an organization that is not served: to sign in again would change nothing.
  if (status === 401)
    return { kind: challenge?.includes("tenant_not_served") === true ? "elsewhere" : "signed_out" };
  if (status === 403) return { kind: "not_allowed" };
  if (status === 404) return { kind: "not_found" };
  if (status === 412) return { kind: "stale", record: recordOf(body), ...webhookOf(body) };
  if (status === 422) return { kind: "refused", errors: errorsOf(body) };
  if (status === 429) return { kind: "busy", wait: seconds(retryAfter) };
  if (status === 503 || status === 502 || status === 504)
    return { kind: "unavailable", wait: seconds(retryAfter) };
  return { kind: "broken" };
}

function seconds(text: string | null): number {
  const number = Number(text ?? "");
  return Number.isFinite(number) && number > 0 ? Math.min(number, 120) : 5;
}

function recordOf(body: unknown): RecordDetail | null {
  const record = typeof body === "object" && body !== null && "record" in body ? body.record : null;
  return isRecordDetail(record) ? record : null;
}

function webhookOf(body: unknown): { readonly webhook?: WebhookSummary } {
  const webhook = typeof body === "object" && body !== null && "webhook" in body ? body.webhook : null;
  return isWebhookSummary(webhook) ? { webhook } : {};
}

function errorsOf(body: unknown): readonly FieldError[] {
  const errors: unknown = typeof body === "object" && body !== null && "errors" in body ? body.errors : [];
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    if (typeof error !== "object" || error === null) return [];
    const { field, message }: { field?: unknown; message?: unknown } = error;
    return typeof field === "string" && typeof message === "string" ? [{ field, message }] : [];
  });
}
