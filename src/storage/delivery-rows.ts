import { z } from "zod";
import { conversationKinds, conversationStates } from "../escalation/conversation";
import { deliveryErrors, deliveryKinds, deliveryPriorities, deliveryStates } from "../escalation/delivery";

/** A delivery as read; apart from the columns only the sender's bookkeeping needs. */
export const StoredDelivery = z.object({
  tenant_id: z.string(),
  key: z.string(),
  conversation_id: z.string(),
  kind: z.enum(deliveryKinds),
  post: z.string().nullable(),
  thread: z.string().nullable(),
  body: z.string(),
  record: z.coerce.number().nullable(),
  caused_by: z.string().nullable(),
  priority: z.enum(deliveryPriorities),
  state: z.enum(deliveryStates),
  attempts: z.coerce.number(),
  next_try_at: z.string(),
  created_at: z.string(),
  since: z.string(),
  sent_at: z.string().nullable(),
  activity_id: z.string().nullable(),
  error: z.enum(deliveryErrors).nullable(),
});
export type StoredDelivery = z.infer<typeof StoredDelivery>;

/** A conversation as read; what was never told of it is null. */
export const StoredConversation = z.object({
  tenant_id: z.string(),
  conversation_id: z.string(),
  kind: z.enum(conversationKinds),
  service_url: z.string(),
  user_id: z.string().nullable(),
  team_id: z.string().nullable(),
  name: z.string().nullable(),
  locale: z.string().nullable(),
  time_zone: z.string().nullable(),
  address: z.string().nullable(),
  state: z.enum(conversationStates),
});
export type StoredConversation = z.infer<typeof StoredConversation>;

/** What was posted, as read; `record` is null where it is about no case. */
export const StoredPost = z.object({
  conversation_id: z.string(),
  name: z.string(),
  record: z.coerce.number().nullable(),
  activity_id: z.string(),
  thread_id: z.string(),
});
export type StoredPost = z.infer<typeof StoredPost>;

/** Every column, as `StoredDelivery` expects them. */
export const deliveryColumns = [
  "tenant_id",
  "key",
  "conversation_id",
  "kind",
  "post",
  "thread",
  "body",
  "record",
  "caused_by",
  "priority",
  "state",
  "attempts",
  "next_try_at",
  "created_at",
  "since",
  "sent_at",
  "activity_id",
  "error",
] as const;

/** Which delivery; a key is given by whoever causes it, so that the same one is not saved twice. */
export type DeliveryKey = { readonly tenantId: string; readonly key: string };
/** Which conversation. */
export type ConversationKey = { readonly tenantId: string; readonly conversationId: string };
/** Which post of a conversation, by its name. */
export type PostKey = ConversationKey & { readonly name: string };
/** A delivery as long as it is this sender's. */
export type Leased = DeliveryKey & { readonly lease: string };
