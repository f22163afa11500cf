import { beginCall } from "./begin-call";
import type { ClaimedDelivery } from "./delivery-store";
import { judgeEvent } from "./judge-event";
import type { Judgement } from "./judge-answer";
import type { SendTools } from "./send-tools";
import { longestHold, secretsOf } from "./webhook";

/** Milliseconds until the first event of a paused program is looked at again; going on makes it due at once. */
const pausedLook = 15 * 60_000;

/** Posts a claimed event. Teams' rates do not matter here: one of a queue is on its way at a time. */
export async function sendEvent(
  delivery: ClaimedDelivery,
  tools: SendTools,
  settle: (judgement: Judgement) => Promise<void>,
): Promise<void> {
  const { store, now, random, postEvent, patience } = tools;
  const { webhook, body, since, createdAt } = delivery;
  if (webhook === null || postEvent === undefined || body.what !== "event")
    return settle({ kind: "failed", error: "webhook_gone" });
  const begun = now();
  if (webhook.pausedAt !== null)
    return begun.getTime() - Date.parse(createdAt) > longestHold
      ? settle({ kind: "failed", error: "too_old" })
      : store.releaseDelivery(delivery, new Date(begun.getTime() + pausedLook).toISOString());
  if (begun.getTime() - Date.parse(since) > patience.longestAge)
    return settle({ kind: "failed", error: "too_old" });
  if (!(await beginCall(delivery, tools))) return;
  const result = await postEvent({
    url: webhook.url,
    id: body.id,
    body: body.event,
    secrets: secretsOf(webhook, begun.toISOString()),
    timestamp: Math.floor(begun.getTime() / 1000),
  });
  const facts = { result, kind: delivery.kind, attempts: delivery.attempts + 1, since };
  await settle(judgeEvent({ ...facts, now: now().toISOString(), random: random() }, patience));
}
