import type { Kysely } from "kysely";
import type { Claim, ClaimedDelivery, ConversationNews, WriteNotice } from "../escalation/delivery-store";
import type { Judgement } from "../escalation/judge-answer";
import { type Webhook, webhookOfQueue } from "../escalation/webhook";
import { toConversation, toDelivery, toPost } from "./delivery-mapping";
import type { StoredDelivery } from "./delivery-rows";
import { compileDeliveryStatements, type DeliveryStatements } from "./delivery-statements";
import type { RowLocks } from "./row-locks";
import { repeatNewest, saveDelivery } from "./save-delivery";
import type { Tables } from "./schema";
import { changeRows, selectRows, type Steps } from "./statement";
import { toWebhook } from "./webhook-rows";

/** The steps, compiled for one database. */
export type DeliverySteps = ReturnType<typeof createDeliverySteps>;

/** What the outbox asks of a database, as steps. */
export function createDeliverySteps(db: Kysely<Tables>, locks: RowLocks) {
  const statements = compileDeliveryStatements(db, locks);
  return {
    statements,
    keepConversation: (news: ConversationNews, at: string) => keepConversation(statements, news, at),
    hasWork: (now: string) => hasWork(statements, now),
    nextDue: (now: string) => nextDue(statements, now),
    claim: (now: string, limit: number, leaseMs: number) => claim(statements, now, limit, leaseMs),
    begin: (claimed: ClaimedDelivery) => changeRows(statements.begin, leased(claimed)),
    release: (claimed: ClaimedDelivery, nextTryAt: string) =>
      changeRows(statements.release, { ...leased(claimed), next_try_at: nextTryAt }),
    settle: (claimed: ClaimedDelivery, judgement: Judgement, at: string) =>
      settle(statements, claimed, judgement, at),
    hasLate: (before: string) => hasLate(statements, before),
    tellLate: (at: string, before: string, limit: number, write: WriteNotice) =>
      tellLate(statements, { at, before, limit, write }),
  };
}

function* keepConversation(
  statements: DeliveryStatements,
  news: ConversationNews,
  at: string,
): Steps<boolean> {
  return yield* changeRows(statements.keepConversation, {
    tenant_id: news.tenantId,
    conversation_id: news.conversationId,
    kind: news.kind,
    service_url: news.serviceUrl,
    user_id: news.userId,
    team_id: news.teamId,
    name: news.name,
    locale: news.locale,
    time_zone: news.timeZone,
    state: news.state ?? "active",
    new_state: news.state,
    updated_at: at,
  });
}

/** Whether a claim would find anything; spares the write when it would not. */
function* hasWork(statements: DeliveryStatements, now: string): Steps<boolean> {
  const [due] = yield* selectRows(statements.dueHeads, { now, limit: 1 });
  if (due !== undefined) return true;
  return (yield* selectRows(statements.findAbandoned, { now })).length > 0;
}

function* nextDue(statements: DeliveryStatements, now: string): Steps<string | null> {
  const [next] = yield* selectRows(statements.nextHead, { now });
  return next?.next_try_at ?? null;
}

function* claim(statements: DeliveryStatements, now: string, limit: number, leaseMs: number): Steps<Claim> {
  yield* changeRows(statements.takeBackAbandoned, { now });
  yield* changeRows(statements.giveUpAbandoned, { now });
  const lease = new Date(Date.parse(now) + leaseMs).toISOString();
  const claimed: ClaimedDelivery[] = [];
  for (const row of yield* selectRows(statements.takeHeads, { now, limit: Math.max(0, limit) })) {
    const isOurs = yield* changeRows(statements.claim, { tenantId: row.tenant_id, key: row.key, lease });
    if (isOurs) claimed.push(yield* gather(statements, row, lease));
  }
  return { claimed, next: yield* nextDue(statements, now) };
}

/** All a sender has to know about a delivery. */
function* gather(statements: DeliveryStatements, row: StoredDelivery, lease: string): Steps<ClaimedDelivery> {
  const place = { tenantId: row.tenant_id, conversationId: row.conversation_id };
  const [conversation] = yield* selectRows(statements.findConversation, place);
  const name = row.kind === "update" ? row.post : row.kind === "reply" ? row.thread : null;
  const [post] = name === null ? [] : yield* selectRows(statements.findPost, { ...place, name });
  return {
    ...toDelivery({ ...row, state: "sending" }),
    lease,
    conversation: conversation === undefined ? null : toConversation(conversation),
    target: row.kind === "update" && post !== undefined ? toPost(post) : null,
    threadId: post?.thread_id ?? null,
    webhook: yield* findWebhook(statements, row),
  };
}

function* findWebhook(
  statements: DeliveryStatements,
  { tenant_id: tenantId, conversation_id: queue }: StoredDelivery,
): Steps<Webhook | null> {
  const id = webhookOfQueue(queue);
  const [found] = id === null ? [] : yield* selectRows(statements.findWebhook, { tenantId, id });
  return found === undefined ? null : toWebhook(found);
}

function* settle(
  statements: DeliveryStatements,
  claimed: ClaimedDelivery,
  judgement: Judgement,
  at: string,
): Steps<boolean> {
  const isOurs = yield* changeRows(statements.settle, {
    ...leased(claimed),
    ...settledColumns(claimed, judgement, at),
  });
  if (!isOurs) return yield* settleLate(statements, claimed, judgement, at);
  if (judgement.kind === "sent") yield* keepPost(statements, claimed, judgement.activityId);
  const { tenantId, conversationId, post, thread } = claimed;
  const place = { tenantId, conversationId };
  const isGone = judgement.kind === "failed" && judgement.forget === "conversation";
  if (judgement.kind === "blocked")
    yield* changeRows(statements.moveConversation, { ...place, state: "blocked", at });
  if (isGone) yield* changeRows(statements.moveConversation, { ...place, state: "removed", at });
  const name = claimed.kind === "reply" ? thread : post;
  if (judgement.kind === "failed" && judgement.forget === "post" && name !== undefined) {
    yield* changeRows(statements.forgetPost, { ...place, name });
  }
  return true;
}

/**
 * Somebody else has it by now, and what they find out counts. But they cannot know of a post that it has arrived, and what
 * they have edited may be older again.
 */
function* settleLate(
  statements: DeliveryStatements,
  claimed: ClaimedDelivery,
  judgement: Judgement,
  at: string,
): Steps<boolean> {
  const { tenantId, key } = claimed;
  if (mayHaveEdited(claimed, judgement)) yield* repeatNewest(statements, claimed, at);
  if (claimed.kind === "update" || judgement.kind !== "sent") return false;
  const arrived = { tenantId, key, sent_at: at, activity_id: judgement.activityId };
  if (!(yield* changeRows(statements.settleLate, arrived))) return false;
  yield* keepPost(statements, claimed, judgement.activityId);
  // Edits found nothing to edit meanwhile.
  yield* repeatNewest(statements, claimed, at);
  return true;
}

/** Whether a call of ours that came late may have put an older card over a newer one. */
function mayHaveEdited({ kind }: ClaimedDelivery, judgement: Judgement): boolean {
  return kind === "update" && (judgement.kind === "sent" || judgement.error === "no_answer");
}

function settledColumns(claimed: ClaimedDelivery, judgement: Judgement, at: string) {
  const waits = judgement.kind === "again" || judgement.kind === "blocked";
  return {
    state: waits ? "pending" : judgement.kind,
    settled: waits ? 0 : 1,
    arrived: judgement.kind === "sent" ? 1 : 0,
    next_try_at: judgement.kind === "again" ? judgement.at : at,
    sent_at: judgement.kind === "sent" ? at : null,
    activity_id:
      judgement.kind === "sent" ? (judgement.activityId ?? claimed.target?.activityId ?? null) : null,
    error: judgement.kind === "sent" ? null : judgement.error,
  };
}

function* keepPost(
  statements: DeliveryStatements,
  { tenantId, conversationId, kind, post, record, threadId }: ClaimedDelivery,
  activityId: string | null,
): Steps<void> {
  if (kind === "update" || post === undefined || activityId === null) return;
  yield* changeRows(statements.keepPost, {
    tenant_id: tenantId,
    conversation_id: conversationId,
    name: post,
    record,
    activity_id: activityId,
    thread_id: threadId ?? activityId,
  });
}

function* hasLate(statements: DeliveryStatements, before: string): Steps<boolean> {
  return (yield* selectRows(statements.lateDeliveries, { before, limit: 1 })).length > 0;
}

interface Telling {
  readonly at: string;
  readonly before: string;
  readonly limit: number;
  readonly write: WriteNotice;
}

function* tellLate(statements: DeliveryStatements, { at, before, limit, write }: Telling): Steps<number> {
  const late = yield* selectRows(statements.lateDeliveries, { before, limit });
  for (const row of late) {
    const { tenant_id: tenantId, key, caused_by: userId } = row;
    // Another instance may be telling it at this moment.
    if (!(yield* changeRows(statements.told, { tenantId, key }))) continue;
    const [chat] =
      userId === null ? [] : yield* selectRows(statements.personalConversation, { tenantId, userId });
    const notice = write(toDelivery(row), chat === undefined ? null : toConversation(chat));
    if (notice !== null) yield* saveDelivery(statements, tenantId, notice, at);
  }
  return late.length;
}

function leased({ tenantId, key, lease }: ClaimedDelivery) {
  return { tenantId, key, lease };
}
