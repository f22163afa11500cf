import { z } from "zod";
import type { JsonObject } from "./chat-state";
import type { BotAnswer } from "./bot-exchange";
import type { Outcome } from "./deed-outcome";

const InvokeAnswer = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });
const Card = z.looseObject({ type: z.literal("AdaptiveCard") });
const BotError = z.object({ code: z.union([z.string(), z.number()]), message: z.string() });

/** What the bot's answer to a click means; `undefined` stands for a bot that could not be reached. */
export function readInvokeAnswer(answer: BotAnswer | undefined): { outcome: Outcome; card?: JsonObject } {
  if (answer === undefined) {
    return { outcome: { kind: "unreachable" } };
  }
  // The protocol wants 200 whenever the bot's code ran; the real result is in the body.
  if (answer.status !== 200) {
    return { outcome: { kind: "refused", status: answer.status } };
  }
  const parsed = InvokeAnswer.safeParse(answer.body);
  if (!parsed.success) {
    return {
      outcome: isEmpty(answer.body) ? { kind: "delivered" } : { kind: "problem", code: 200, text: "" },
    };
  }
  return readResult(parsed.data);
}

function readResult({ statusCode, type, value }: z.infer<typeof InvokeAnswer>): {
  outcome: Outcome;
  card?: JsonObject;
} {
  if (type === "application/vnd.microsoft.card.adaptive") {
    const card = Card.safeParse(value);
    return card.success
      ? { outcome: { kind: "card" }, card: card.data }
      : { outcome: { kind: "problem", code: statusCode, text: "" } };
  }
  if (type === "application/vnd.microsoft.activity.message" && typeof value === "string") {
    return { outcome: { kind: "notice", text: value } };
  }
  const error = BotError.safeParse(value);
  return { outcome: { kind: "problem", code: statusCode, text: error.success ? error.data.message : "" } };
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || body === "" || JSON.stringify(body) === "{}";
}
