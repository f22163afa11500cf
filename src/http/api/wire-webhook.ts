import { z } from "zod";
import { deliveryErrors } from "../../escalation/delivery";
import { Person } from "../../records/record";
import { askedKinds } from "../../vocabulary";
import { Problem } from "./wire";

const Kinds = z
  .array(z.enum(askedKinds))
  .max(askedKinds.length)
  .describe("What it is told of; an empty list is everything. `changed`: what the others do not name.");

/** A program to be told of changes. */
export const NewWebhook = z.strictObject({
  url: z.string().max(1000).describe("An https address on the public internet."),
  kinds: Kinds.default([]),
});
/** What is to be different; what is left out stays. */
export const WebhookChange = z
  .strictObject({
    kinds: Kinds.optional(),
    seenKinds: Kinds.optional().describe(
      "The kinds as the caller has seen them: where somebody has chosen others since, nothing is changed, and 412 tells which. Left out: chosen whatever they were.",
    ),
    paused: z
      .boolean()
      .optional()
      .describe(
        "While paused it is sent nothing; what happens is kept for a week and comes, in order, when it goes on.",
      ),
  })
  .describe("What is given is changed.");
/** A program as it is listed; never with its secret. */
export const WebhookSummary = z.object({
  id: z.string(),
  url: z.string(),
  kinds: Kinds,
  createdBy: Person,
  createdAt: z.string().meta({ format: "date-time" }),
  pausedAt: z
    .string()
    .meta({ format: "date-time" })
    .nullable()
    .describe("Since when it is sent nothing; null while it is told of changes."),
  oldSecretUntil: z
    .string()
    .meta({ format: "date-time" })
    .nullable()
    .describe("Until then the secret before the present one signs as well."),
});
/** 412: somebody chose other kinds since; with the program as it is now. */
export const StaleWebhookProblem = Problem.extend({ webhook: WebhookSummary });
/** A program, with how its newest events fared. */
export const ListedWebhook = WebhookSummary.extend({
  standing: z
    .object({
      arrivedAt: z.string().meta({ format: "date-time" }).nullable(),
      waiting: z.int().nonnegative(),
      error: z.enum(deliveryErrors).nullable(),
    })
    .describe("How it stands with the newest events: the last that arrived, those that wait, and why."),
});
/** The programs of the caller's tenant. */
export const WebhookList = z.object({ webhooks: z.array(ListedWebhook) });
/** What registering and a new secret are answered with. */
export const WebhookSecret = WebhookSummary.extend({
  secret: z.string().describe("Shown this once."),
});
/** What a trial is answered with. */
export const WebhookTest = z.object({
  event: z.string().describe("The id of the event that is on its way."),
});
/** The id of what was removed. */
export const WebhookGone = z.object({ removed: z.string() });
