import type { ServerResponse } from "node:http";

/**
 * What the table of statuses says follows for a post (section "status codes" of Microsoft's conversation-messages):
 * `again`: it is tried until it arrives; `failed`: it never is; `unknown`: it may have arrived and is not repeated;
 * `blocked`: it waits until somebody writes there; `gone`: the conversation is given up; `sent`: it has arrived.
 */
export type Consequence = "again" | "failed" | "unknown" | "blocked" | "gone" | "sent";

export interface ConnectorKind {
  readonly name: string;
  readonly consequence: Consequence;
  /** Seconds of the product's clock that must pass before the next try. */
  readonly pause?: number;
  /** Answers the call; `take` lets the message arrive, `deadlineMs` is how long the product waits. */
  readonly answer: (response: ServerResponse, take: () => void, deadlineMs: number) => void;
}

function status(code: number, consequence: Consequence, name: string, headers = {}): ConnectorKind {
  return {
    name: `${code} ${name}`,
    consequence,
    answer(response) {
      response.writeHead(code, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ error: { code: name.split(",")[0], message: "Refused." } }));
    },
  };
}

/** Every way in which a connector can fail a call, and what follows. */
export const connectorKinds: readonly ConnectorKind[] = [
  status(400, "failed", "BadArgument"),
  status(401, "failed", "BotNotRegistered"),
  status(403, "blocked", "ConversationBlockedByUser"),
  status(403, "blocked", "BotNotInConversationRoster"),
  status(403, "blocked", "InvalidBotApiHost"),
  status(404, "gone", "ConversationNotFound"),
  status(405, "failed", "MethodNotAllowed"),
  status(409, "failed", "Conflict"),
  status(412, "again", "PreconditionFailed"),
  status(413, "failed", "MessageSizeTooBig"),
  status(429, "again", "Throttled"),
  { ...status(429, "again", "Throttled, Retry-After 30", { "retry-after": "30" }), pause: 30 },
  status(429, "again", "Throttled, Retry-After nonsense", { "retry-after": "soon" }),
  status(429, "failed", "Throttled, Retry-After a year", { "retry-after": "31536000" }),
  status(500, "unknown", "ServiceError"),
  status(501, "unknown", "NotImplemented"),
  status(502, "again", "BadGateway"),
  status(503, "again", "ServiceUnavailable"),
  { ...status(503, "again", "ServiceUnavailable, Retry-After 7", { "retry-after": "7" }), pause: 7 },
  status(504, "again", "GatewayTimeout"),
  status(302, "failed", "Found, to another host", { location: "http://127.0.0.1:9/" }),
  {
    name: "reset before an answer",
    consequence: "unknown",
    answer: (response) => response.socket?.resetAndDestroy(),
  },
  {
    name: "reset after it had arrived",
    consequence: "unknown",
    answer(response, take) {
      take();
      response.socket?.resetAndDestroy();
    },
  },
  { name: "hangs for ever", consequence: "unknown", answer: () => undefined },
  {
    name: "slow drip, one byte at a time",
    consequence: "unknown",
    answer(response, _take, deadlineMs) {
      response.writeHead(201, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), deadlineMs / 8);
      response.on("close", () => {
        clearInterval(drip);
      });
    },
  },
  {
    name: "slow, within the time",
    consequence: "sent",
    answer(_response, take, deadlineMs) {
      setTimeout(take, deadlineMs / 4);
    },
  },
  {
    name: "201 and malformed JSON",
    consequence: "sent",
    answer(response, take) {
      response.writeHead(201, { "content-type": "application/json" });
      take();
      response.end('{"id": "po');
    },
  },
  {
    name: "201 and a cut body",
    consequence: "unknown",
    answer(response, take) {
      response.writeHead(201, { "content-type": "application/json", "content-length": "1000" });
      take();
      response.write('{"id": "po', () => response.socket?.destroy());
    },
  },
  {
    name: "201 and no body",
    consequence: "sent",
    answer(response, take) {
      response.writeHead(201);
      take();
      response.end();
    },
  },
  {
    name: "201 and a megabyte",
    consequence: "sent",
    answer(response, take) {
      response.writeHead(201, { "content-type": "application/json" });
      take();
      response.end(JSON.stringify({ id: "x".repeat(1_000_000) }));
    },
  },
  {
    name: "bytes that are no HTTP",
    consequence: "unknown",
    answer: (response) => response.socket?.end("220 mail.example ESMTP\r\n"),
  },
  {
    name: "headers of 100 kB",
    consequence: "unknown",
    answer(response) {
      response.writeHead(201, { "x-filler": "x".repeat(100_000) });
      response.end();
    },
  },
];
