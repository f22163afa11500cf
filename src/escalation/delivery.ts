import { z } from "zod";
import { Person } from "../records/record";
import { noticeKeys } from "../notice";
import { languages } from "../vocabulary";

/**
 * What a delivery says, drawn only when it is sent: a record is shown as it stands then. `late` tells a person
 * what has become of another delivery of theirs.
 */
export const DeliveryBody = z.discriminatedUnion("what", [
  z.object({ what: z.literal("record"), record: z.int().positive() }).readonly(),
  z
    .object({
      what: z.literal("message"),
      /** A key under `notice.`. */
      notice: z.enum(noticeKeys),
      values: z.record(z.string(), z.string()).readonly().optional(),
      /** Named at the beginning, so that Teams tells them. */
      mention: z.array(Person).readonly().optional(),
    })
    .readonly(),
  /** A note of somebody, for the thread of the case; `revision` names the change. */
  z.object({ what: z.literal("noted"), record: z.int().positive(), revision: z.int().positive() }).readonly(),
  z
    .object({
      what: z.literal("told"),
      record: z.int().positive(),
      revision: z.int().positive(),
      /** So much happens that this stands for more than one change. */
      isOneOfMany: z.boolean(),
    })
    .readonly(),
  z
    .object({
      what: z.literal("reminder"),
      record: z.int().positive(),
      /** Of these only what still holds is said. */
      keys: z.array(z.string()).readonly(),
      /** When it was planned: ISO, UTC. */
      at: z.string(),
      mention: z.array(Person).readonly(),
    })
    .readonly(),
  z
    .object({
      what: z.literal("team_welcome"),
      /** The name of who added the app; empty where nobody is known. */
      by: z.string(),
      language: z.enum(languages),
    })
    .readonly(),
  z.object({ what: z.literal("late"), delivery: z.string() }).readonly(),
  /** A report on a week for a channel; local dates of the zone, both included. */
  z.object({ what: z.literal("digest"), from: z.string(), to: z.string(), zone: z.string() }).readonly(),
  /** For another program: the text that is posted and signed, as it was when the change was saved. */
  z.object({ what: z.literal("event"), id: z.string(), event: z.string() }).readonly(),
]);
export type DeliveryBody = z.infer<typeof DeliveryBody>;

/** `event` goes to the address of a webhook, all others to a conversation. */
export const deliveryKinds = ["post", "update", "reply", "event"] as const;
/** What is done to the place a delivery goes to. */
export type DeliveryKind = (typeof deliveryKinds)[number];

/** `answer`: somebody is waiting for it; a part of the tenant's rate is kept for these. */
export const deliveryPriorities = ["answer", "normal"] as const;
/** Which part of the tenant's rate a delivery may use. */
export type DeliveryPriority = (typeof deliveryPriorities)[number];

/**
 * `sending`: claimed by a sender. `unknown`: it was sent, but nobody can tell whether it arrived; only a person
 * repeats it, because a post that is repeated blindly may stand there twice.
 */
export const deliveryStates = ["pending", "sending", "sent", "failed", "unknown"] as const;
/** How far a delivery has come. */
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a delivery has not arrived (yet). Our own words; never what a service answered. */
export const deliveryErrors = [
  "busy",
  "unreachable",
  "no_answer",
  "service_error",
  "blocked",
  "not_allowed",
  "bad_request",
  "too_big",
  "conversation_gone",
  "post_gone",
  "no_conversation",
  "no_post",
  "webhook_gone",
  "wrong_address",
  "not_drawn",
  "too_old",
  "too_many_tries",
] as const;
/** Why one did not arrive, in one word. */
export type DeliveryError = (typeof deliveryErrors)[number];

/** A message to be sent, written in the transaction of the change it tells of. */
export interface NewDelivery {
  /** Unique in the tenant: the same key is the same delivery, however often it is saved. */
  readonly key: string;
  readonly conversationId: string;
  /** `update` edits an earlier post in place; `reply` answers in the thread of one. */
  readonly kind: DeliveryKind;
  /** Name of the post this creates or, for an update, edits: "record:123". */
  readonly post?: string;
  /** For a reply: name of the post whose thread it belongs to. */
  readonly thread?: string;
  readonly body: DeliveryBody;
  readonly record: number | null;
  /** The id of the person who is told when it does not arrive. */
  readonly causedBy: string | null;
  readonly priority: DeliveryPriority;
}

/** A delivery as stored. Moments are ISO text in UTC. */
export interface Delivery extends NewDelivery {
  readonly tenantId: string;
  readonly state: DeliveryState;
  /** How often a call has begun. */
  readonly attempts: number;
  readonly nextTryAt: string;
  readonly createdAt: string;
  /** From when its age counts: its creation, or the last time a person asked for it again. */
  readonly since: string;
  readonly sentAt: string | null;
  readonly activityId: string | null;
  readonly error: DeliveryError | null;
}
