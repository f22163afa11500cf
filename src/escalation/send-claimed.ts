import { StorageError } from "../errors";
import { beginCall } from "./begin-call";
import type { Conversation } from "./conversation";
import type { ClaimedDelivery } from "./delivery-store";
import { judgeAnswer, type Judgement } from "./judge-answer";
import { sendEvent } from "./send-event";
import type { CallRequest, SendTools } from "./send-tools";

/** Sends one claimed delivery, or finds that it cannot be sent, and saves what became of it. */
export async function sendClaimed(delivery: ClaimedDelivery, tools: SendTools): Promise<void> {
  const { store, now, pace } = tools;
  const settle = (judgement: Judgement) => settleAs(delivery, judgement, tools);
  if (delivery.kind === "event") return sendEvent(delivery, tools, settle);
  const ready = prepare(delivery, tools);
  if ("kind" in ready) return settle(ready);
  const wait = pace.waitForConversation(delivery, now().getTime());
  if (wait > 0) return store.releaseDelivery(delivery, new Date(now().getTime() + wait).toISOString());
  const activity = await drawSafely(delivery, ready.conversation, tools);
  if (activity === undefined) return settle({ kind: "failed", error: "not_drawn" });
  if (activity === null) return settle({ kind: "sent", activityId: null });
  if (!(await takeTurn(delivery, tools))) return store.releaseDelivery(delivery, now().toISOString());
  if (!(await beginCall(delivery, tools))) return;
  const result = await tools.call({ ...ready.request, activity }, delivery);
  const facts = { result, kind: delivery.kind, attempts: delivery.attempts + 1, since: delivery.since };
  await settle(judgeAnswer({ ...facts, now: now().toISOString(), random: tools.random() }, tools.patience));
}

type Ready = {
  readonly conversation: Conversation;
  readonly request: Omit<CallRequest, "activity">;
};

/** Where the delivery goes, or why it can go nowhere. */
function prepare(delivery: ClaimedDelivery, { now, patience }: SendTools): Ready | Judgement {
  const { conversation, conversationId, kind, target, threadId, since } = delivery;
  if (conversation === null) return { kind: "failed", error: "no_conversation" };
  if (conversation.state === "removed") return { kind: "failed", error: "conversation_gone" };
  if (now().getTime() - Date.parse(since) > patience.longestAge) return { kind: "failed", error: "too_old" };
  if (kind === "update" && target === null) return { kind: "failed", error: "no_post" };
  if (kind === "reply" && threadId === null) return { kind: "failed", error: "no_post" };
  const activityId = target?.activityId ?? null;
  const thread = activityId !== null && activityId === threadId ? null : threadId;
  return {
    conversation,
    request: { serviceUrl: conversation.serviceUrl, conversationId, threadId: thread, activityId },
  };
}

/** Undefined when it cannot be drawn; a database that fails for a moment is no such reason. */
async function drawSafely(
  delivery: ClaimedDelivery,
  conversation: Conversation,
  { draw, report }: SendTools,
): Promise<object | null | undefined> {
  try {
    return await draw(delivery, conversation);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    report("a delivery could not be drawn", { err: error, ...idsOf(delivery) });
    return undefined;
  }
}

/** Waits for the tenant's rate; false when the program stops first. */
async function takeTurn(delivery: ClaimedDelivery, tools: SendTools): Promise<boolean> {
  while (!tools.stopping.aborted) {
    const now = tools.now().getTime();
    const wait = tools.pace.beginCall(delivery, now);
    if (wait === 0) return true;
    await tools.sleep(wait, tools.stopping);
  }
  return false;
}

async function settleAs(
  delivery: ClaimedDelivery,
  judgement: Judgement,
  { store, now, report, closed }: SendTools,
): Promise<void> {
  await store.settleDelivery(delivery, judgement, now().toISOString());
  const isGone = judgement.kind === "failed" && judgement.forget === "conversation";
  if (judgement.kind === "blocked" || isGone) closed(delivery.tenantId, delivery.conversationId);
  if (judgement.kind === "sent" || judgement.kind === "again") return;
  report("a delivery did not arrive", {
    ...idsOf(delivery),
    outcome: judgement.kind,
    error: judgement.error,
  });
}

/** What a log may say of a delivery. */
export function idsOf({ tenantId, key, conversationId }: ClaimedDelivery) {
  return { tenantId, delivery: key, conversationId };
}
