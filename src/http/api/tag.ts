import { createHash } from "node:crypto";
import type { Answer } from "./problem";
import type { Call } from "./desk";

/** Answers may be kept by who asked, and asked for again each time: they are for nobody else. */
const cached = {
  "cache-control": "private, no-cache",
  vary: "Accept-Language, Authorization, X-Local-Person, X-Time-Zone",
} as const;

/** The answer under a tag of its content; 304 without it where the caller has it already. */
export function answerTagged(call: Pick<Call, "headers">, body: object): Answer {
  const etag = tagOfText(JSON.stringify(body));
  return answerKnown(call, etag) ?? answerUnder(etag, body);
}

/** 304 where the caller has the answer of this tag; null where it has not. */
export function answerKnown({ headers }: Pick<Call, "headers">, etag: string): Answer | null {
  return isKnown(headers["if-none-match"], etag) ? { status: 304, headers: { ...cached, etag } } : null;
}

/** 200 with the body, under a tag by which the next call can ask whether it is still so. */
export function answerUnder(etag: string, body: object): Answer {
  return { status: 200, headers: { ...cached, etag }, body };
}

/** An entity tag that is the same for the same text. */
export function tagOfText(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}

/** Whether the header names the tag; proxies mark tags as weak when they compress. */
function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((known) => known.trim().replace(/^W\//, "") === tag);
}
