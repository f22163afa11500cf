import { z } from "zod";
import type { BotAnswer } from "./bot-exchange";
import type { Outcome } from "./deed-outcome";

const Task = z.object({
  task: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("continue"),
      value: z.object({
        title: z.string().default(""),
        card: z.object({
          contentType: z.literal("application/vnd.microsoft.card.adaptive"),
          content: z.looseObject({ type: z.literal("AdaptiveCard") }),
        }),
      }),
    }),
    z.object({ type: z.literal("message"), value: z.string() }),
  ]),
});

/** What a dialog does with the bot's answer; `undefined` stands for a bot that could not be reached. */
export function readTaskAnswer(answer: BotAnswer | undefined): Outcome {
  if (answer === undefined) {
    return { kind: "unreachable" };
  }
  if (answer.status !== 200) {
    return { kind: "refused", status: answer.status };
  }
  // An answer without a body closes the dialog; one without a task, too.
  if (answer.body === undefined || answer.body === null || JSON.stringify(answer.body) === "{}") {
    return { kind: "closed" };
  }
  const parsed = Task.safeParse(answer.body);
  if (!parsed.success) {
    return { kind: "problem", code: 200, text: "" };
  }
  const { task } = parsed.data;
  return task.type === "message"
    ? { kind: "notice", text: task.value }
    : { kind: "dialog", title: task.value.title, card: task.value.card.content };
}
