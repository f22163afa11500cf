import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { makeTestEvent } from "../../escalation/record-event";
import type { Webhook } from "../../escalation/webhook";
import { languageOfLocale, textsOf } from "../../locales/texts";
import { readReceiver } from "../../webhooks/addresses";
import type { Call } from "./desk";
import { answerBadBody, forLeads } from "./for-leads";
import { type Answer, answerProblem } from "./problem";
import { Nothing } from "./wire";
import { NewWebhook, WebhookChange, type WebhookSecret, type WebhookSummary } from "./wire-webhook";

/** Milliseconds the secret before the present one goes on signing. */
const overlap = 24 * 3_600_000;

/** Events that are looked at to say how it stands with a program. */
const newestEvents = 50;

/** The programs of the tenant, without their secrets. */
export const listWebhooks = forLeads(async ({ bench: { store, now } }, { caller }) => {
  const webhooks = await store.listWebhooks(caller.tenantId);
  const listed = webhooks.map(async (webhook) => ({
    ...summarise(webhook, now()),
    standing: await store.readWebhookStanding(caller.tenantId, webhook.id, newestEvents),
  }));
  return { status: 200, body: { webhooks: await Promise.all(listed) } };
});

/** Registers a program and answers its secret, this once; refuses an address that may not be called, and one known already. */
export const addWebhook = forLeads(async ({ bench, isLocal }, call) => {
  const parsed = NewWebhook.safeParse(call.body);
  if (!parsed.success) return answerBadBody(parsed.error, NewWebhook);
  const url = readReceiver(parsed.data.url, isLocal);
  if (url === null) return answerRefused(call, "webhookAddress");
  const webhook: Webhook = {
    id: bench.newId(),
    url: url.href,
    kinds: [...new Set(parsed.data.kinds)],
    secret: makeSecret(),
    oldSecret: null,
    oldUntil: null,
    pausedAt: null,
    createdBy: call.caller.person,
    createdAt: bench.now(),
  };
  const isAdded = await bench.store.addWebhook(call.caller.tenantId, webhook);
  return isAdded ? answerSecret(webhook, bench.now()) : answerRefused(call, "webhookKnown");
});

/** Changes of what it is told, or pauses it; 404 for one the caller's tenant does not have, as below. */
export const changeWebhook = forLeads(async ({ bench: { store, now } }, { caller, path, body }) => {
  const parsed = WebhookChange.safeParse(body);
  if (!parsed.success) return answerBadBody(parsed.error, WebhookChange);
  const { kinds, seenKinds, paused } = parsed.data;
  const id = path["webhook"] ?? "";
  const find = async () => (await store.listWebhooks(caller.tenantId)).find((one) => one.id === id);
  const known = await find();
  if (known === undefined) return answerProblem("no-program");
  const change = {
    ...(kinds === undefined ? {} : { kinds: [...new Set(kinds)] }),
    // Who pauses what is paused leaves it as it is: paused since then.
    ...(paused === undefined ? {} : { pausedAt: paused ? (known.pausedAt ?? now()) : null }),
  };
  const seen = seenKinds === undefined ? {} : { seenKinds };
  const changed = await store.changeWebhook(caller.tenantId, id, { ...change, ...seen }, now());
  if (changed === "changed") return { status: 200, body: summarise({ ...known, ...change }, now()) };
  const other = changed === null ? undefined : await find();
  return other === undefined
    ? answerProblem("no-program")
    : answerProblem("stale-program", { webhook: summarise(other, now()) });
});

/** Answers a new secret, this once; the present one signs beside it for a day. */
export const rotateWebhook = forLeads(async ({ bench: { store, now } }, { caller, path, body }) => {
  const parsed = Nothing.safeParse(body);
  if (!parsed.success) return answerBadBody(parsed.error, Nothing);
  const id = path["webhook"] ?? "";
  const secret = makeSecret();
  const oldUntil = new Date(Date.parse(now()) + overlap).toISOString();
  if (!(await store.rotateWebhook(caller.tenantId, id, { secret, oldUntil })))
    return answerProblem("no-program");
  const webhook = (await store.listWebhooks(caller.tenantId)).find((one) => one.id === id);
  return webhook?.secret === secret ? answerSecret(webhook, now()) : answerProblem("no-program");
});

/** Posts an event that is about no case; answers its id at once, whatever becomes of it. */
export const testWebhook = forLeads(async ({ bench: { store, now, newId } }, { caller, path, body }) => {
  const parsed = Nothing.safeParse(body);
  if (!parsed.success) return answerBadBody(parsed.error, Nothing);
  const event = makeTestEvent(newId(), now(), caller.person);
  const isSaved = await store.saveEvent(caller.tenantId, path["webhook"] ?? "", event, now());
  return isSaved ? { status: 200, body: { event: event.id } } : answerProblem("no-program");
});

/** Removes it with what still waits for it. */
export const removeWebhook = forLeads(async ({ bench: { store } }, { caller, path }) => {
  const id = path["webhook"] ?? "";
  const isRemoved = await store.removeWebhook(caller.tenantId, id);
  return isRemoved ? { status: 200, body: { removed: id } } : answerProblem("no-program");
});

/** 256 bits, in characters that survive every form and shell. */
function makeSecret(): string {
  return `psw_${randomBytes(32).toString("base64url")}`;
}

function summarise(webhook: Webhook, now: string): z.infer<typeof WebhookSummary> {
  const { id, url, kinds, createdBy, createdAt, oldUntil, pausedAt } = webhook;
  const isOver = oldUntil === null || oldUntil <= now;
  return {
    ...{ id, url, kinds: [...kinds], createdBy, createdAt, pausedAt },
    oldSecretUntil: isOver ? null : oldUntil,
  };
}

function answerSecret(webhook: Webhook, now: string): Answer {
  const body: z.infer<typeof WebhookSecret> = { ...summarise(webhook, now), secret: webhook.secret };
  return { status: 200, body };
}

function answerRefused({ headers }: Call, code: "webhookAddress" | "webhookKnown"): Answer {
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  return answerProblem("refused", { errors: [{ field: "url", code, message: say(`error.${code}`) }] });
}
