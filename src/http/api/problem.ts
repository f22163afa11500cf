/** What an operation answers, before it is written out. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as JSON; absent where a refusal tells a stranger nothing. */
  readonly body?: unknown;
  /** The bytes of a file, instead of a body. */
  readonly bytes?: Uint8Array;
}

/** Constant texts for programs and their makers (RFC 9457); nothing of a request or a record is repeated in them. */
const problems = {
  "bad-parameter": [
    400,
    "A parameter is not valid",
    "The parameter named here is not as the description says.",
  ],
  "unknown-parameter": [
    400,
    "A parameter is not known",
    "The address has a parameter the description does not.",
  ],
  "bad-body": [400, "The body is not valid", "The body is not the JSON the description asks for."],
  "foreign-page": [403, "Not from here", "In local mode only programs on this machine are served."],
  "leads-only": [403, "For leads only", "Only a lead of the tenant may do this."],
  "not-found": [404, "No such case", "There is no case of this number, or it is not yours to see."],
  "no-program": [404, "No such program", "No program of this id is told of changes, or not any more."],
  "no-operation": [404, "No such operation", "The description has no operation of this address and method."],
  stale: [412, "The case has changed", "Somebody was faster. The case as it is now is in this answer."],
  "stale-program": [
    412,
    "The program has changed",
    "Somebody was faster. The program as it is now is in this answer.",
  ],
  "too-large": [413, "The body is too large", "A body has at most 64 KiB."],
  "wrong-type": [415, "The body's type is not known", "Send application/json."],
  refused: [422, "The case does not allow that", "The reasons are in this answer."],
  "no-precondition": [
    428,
    "If-Match is missing",
    "Say with If-Match which revision of the case you have seen.",
  ],
  "too-many": [429, "Too many calls", "Try again after the seconds of Retry-After."],
  internal: [500, "This went wrong", "It has been logged. Nothing is half saved."],
  unavailable: [
    503,
    "Not available now",
    "Try again after the seconds of Retry-After. Nothing is half saved.",
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

/** Which of the texts. */
export type ProblemId = keyof typeof problems;

/** The answer for a problem; `more` are members beside the usual ones. */
export function answerProblem(
  id: ProblemId,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const [status, title, detail] = problems[id];
  return {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
    body: { type: `urn:partner-support:problem:${id}`, title, status, detail, ...more },
  };
}
