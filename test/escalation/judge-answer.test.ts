import type { DeliveryKind } from "../../src/escalation/delivery";
import { type CallResult, judgeAnswer, type Judgement } from "../../src/escalation/judge-answer";

const now = "2026-11-20T09:00:00.000Z";

interface Facts {
  readonly kind?: DeliveryKind;
  readonly attempts?: number;
  readonly since?: string;
  readonly random?: number;
}

function judge(result: CallResult, facts: Facts = {}): Judgement {
  return judgeAnswer({ result, kind: "post", attempts: 1, since: now, now, random: 0, ...facts });
}

function answered(
  status: number,
  more: Omit<Extract<CallResult, { kind: "answered" }>, "kind" | "status"> = {},
) {
  return { kind: "answered", status, ...more } as const;
}

/** The time of the next try in seconds from now; undefined when there is none. */
function seconds(judgement: Judgement): number | undefined {
  return judgement.kind === "again" ? (Date.parse(judgement.at) - Date.parse(now)) / 1000 : undefined;
}

describe("the table of statuses, row by row, for a post and for an update", () => {
  const wait = { kind: "again", error: "busy" };
  const rows: readonly (readonly [string, CallResult, object, object])[] = [
    ["200", answered(200, { activityId: "7" }), { kind: "sent", activityId: "7" }, { kind: "sent" }],
    ["201", answered(201, { activityId: "7" }), { kind: "sent", activityId: "7" }, { kind: "sent" }],
    ["a success without an id", answered(202), { kind: "sent", activityId: null }, { kind: "sent" }],
    ["412", answered(412, { code: "PreconditionFailed" }), wait, wait],
    ["429", answered(429, { code: "Throttled" }), wait, wait],
    ["502", answered(502), wait, wait],
    ["503", answered(503), wait, wait],
    ["504", answered(504), wait, wait],
    [
      "500",
      answered(500, { code: "ServiceError" }),
      { kind: "unknown", error: "service_error" },
      { kind: "failed", error: "service_error" },
    ],
    [
      "another 5xx",
      answered(507),
      { kind: "unknown", error: "service_error" },
      { kind: "failed", error: "service_error" },
    ],
    [
      "400",
      answered(400, { code: "BadArgument" }),
      { kind: "failed", error: "bad_request" },
      { kind: "failed" },
    ],
    ["401", answered(401), { kind: "failed", error: "not_allowed" }, { kind: "failed" }],
    ["413", answered(413), { kind: "failed", error: "too_big" }, { kind: "failed" }],
    ["another 4xx", answered(418), { kind: "failed", error: "bad_request" }, { kind: "failed" }],
    ...[
      { code: "BotDisabledByAdmin" },
      { code: "ConversationBlockedByUser" },
      { code: "BotNotInConversationRoster" },
      { code: "InvalidBotApiHost" },
      { code: "Forbidden", subCode: "MessageWritesBlocked" },
      {},
    ].map(
      (body) =>
        [
          `403 ${body.subCode ?? body.code ?? "without a body"}`,
          answered(403, body),
          { kind: "blocked", error: "blocked" },
          { kind: "blocked", error: "blocked" },
        ] as const,
    ),
    [
      "404 of the conversation",
      answered(404, { code: "ConversationNotFound" }),
      { kind: "failed", error: "conversation_gone", forget: "conversation" },
      { kind: "failed", error: "conversation_gone", forget: "conversation" },
    ],
    [
      "404 of the activity",
      answered(404, { code: "ActivityNotFoundInConversation" }),
      { kind: "failed", forget: "conversation" },
      { kind: "failed", error: "post_gone", forget: "post" },
    ],
    [
      "no connection",
      { kind: "not_sent" },
      { kind: "again", error: "unreachable" },
      { kind: "again", error: "unreachable" },
    ],
    [
      "no answer",
      { kind: "no_answer" },
      { kind: "unknown", error: "no_answer" },
      { kind: "again", error: "no_answer" },
    ],
    [
      "an address that is none of the connector's",
      { kind: "wrong_address" },
      { kind: "blocked", error: "wrong_address" },
      { kind: "blocked", error: "wrong_address" },
    ],
  ];

  test.each(rows)("%s", (_, result, post, update) => {
    expect(judge(result)).toMatchObject(post);
    expect(judge(result, { kind: "update" })).toMatchObject(update);
  });

  test("a reply counts as a post, except that its thread may be what is gone", () => {
    expect(judge({ kind: "no_answer" }, { kind: "reply" }).kind).toBe("unknown");
    const gone = answered(404, { code: "ActivityNotFoundInConversation" });
    expect(judge(gone, { kind: "reply" })).toEqual({ kind: "failed", error: "post_gone", forget: "post" });
  });
});

describe("the pause before the next try", () => {
  test("doubles with every try up to a quarter of an hour, half of it by chance", () => {
    const pauses = [1, 2, 3, 10, 11, 119].map((attempts) => seconds(judge(answered(503), { attempts })));
    expect(pauses).toEqual([0.5, 1, 2, 256, 450, 450]);
    expect(seconds(judge(answered(503), { random: 0.999 }))).toBeCloseTo(1, 2);
  });

  test.each([
    ["seconds", "7", 7],
    ["a fraction", "7.5", 7.5],
    ["a date", "Fri, 20 Nov 2026 09:00:40 GMT", 40],
    ["a date that is past", "Fri, 20 Nov 2026 08:00:00 GMT", 0.5],
    ["less than the pause", "0", 0.5],
    ["nothing usable", "soon", 0.5],
    ["nothing at all", " ", 0.5],
  ])("obeys a Retry-After of %s: %s", (_, retryAfter, pause) => {
    expect(seconds(judge(answered(429, { retryAfter })))).toBe(pause);
  });
});

describe("the end of patience", () => {
  const yesterday = "2026-11-19T09:00:00.000Z";

  test.each([
    ["too many tries", { attempts: 200 }, "too_many_tries"],
    ["a next try after 24 hours", { since: yesterday }, "too_old"],
  ])("%s end as failed", (_, facts, error) => {
    expect(judge(answered(503), facts)).toEqual({ kind: "failed", error });
  });

  test("a Retry-After beyond the 24 hours ends as failed at once", () => {
    expect(judge(answered(429, { retryAfter: "90000" }))).toEqual({ kind: "failed", error: "too_old" });
  });

  test("what arrives late has arrived", () => {
    expect(judge(answered(201), { since: yesterday, attempts: 500 }).kind).toBe("sent");
  });
});
