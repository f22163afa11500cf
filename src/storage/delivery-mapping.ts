import type { Conversation, Post } from "../escalation/conversation";
import { type Delivery, DeliveryBody, type NewDelivery } from "../escalation/delivery";
import type { StoredConversation, StoredDelivery, StoredPost } from "./delivery-rows";
import { parseDocument } from "./rows";

/** The columns of a new delivery that are due at once. */
export function toDeliveryRow(tenantId: string, delivery: NewDelivery, at: string) {
  return {
    tenant_id: tenantId,
    key: delivery.key,
    conversation_id: delivery.conversationId,
    kind: delivery.kind,
    post: delivery.post ?? null,
    thread: delivery.thread ?? null,
    body: JSON.stringify(delivery.body),
    record: delivery.record,
    caused_by: delivery.causedBy,
    priority: delivery.priority,
    untold: delivery.causedBy === null ? 0 : 1,
    next_try_at: at,
    created_at: at,
    since: at,
  };
}

/** A stored delivery as the core knows it. */
export function toDelivery(row: StoredDelivery): Delivery {
  return {
    tenantId: row.tenant_id,
    key: row.key,
    conversationId: row.conversation_id,
    kind: row.kind,
    ...(row.post === null ? {} : { post: row.post }),
    ...(row.thread === null ? {} : { thread: row.thread }),
    body: parseDocument(DeliveryBody, row.body, `delivery ${row.key} of tenant ${row.tenant_id}`),
    record: row.record,
    causedBy: row.caused_by,
    priority: row.priority,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    createdAt: row.created_at,
    since: row.since,
    sentAt: row.sent_at,
    activityId: row.activity_id,
    error: row.error,
  };
}

/** A conversation as the port tells it. */
export function toConversation(row: StoredConversation): Conversation {
  return {
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    kind: row.kind,
    serviceUrl: row.service_url,
    userId: row.user_id,
    teamId: row.team_id,
    name: row.name,
    locale: row.locale,
    timeZone: row.time_zone,
    address: row.address,
    state: row.state,
  };
}

/** A post as the port tells it. */
export function toPost(row: StoredPost): Post {
  return {
    conversationId: row.conversation_id,
    name: row.name,
    record: row.record,
    activityId: row.activity_id,
    threadId: row.thread_id,
  };
}
