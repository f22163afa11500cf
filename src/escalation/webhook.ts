import type { Person } from "../records/record";
import type { DeliveryError, NewDelivery } from "./delivery";
import type { AskedKind } from "../vocabulary";
import type { RecordEvent } from "./record-event";

/** A program of a tenant that is told of changes. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Empty: it is told of every kind. */
  readonly kinds: readonly AskedKind[];
  readonly secret: string;
  /** Signs beside the new one until then, so that a receiver can change over. ISO, UTC. */
  readonly oldSecret: string | null;
  readonly oldUntil: string | null;
  /** Since when nothing is sent to it, until it goes on; ISO, UTC. */
  readonly pausedAt: string | null;
  readonly createdBy: Person;
  readonly createdAt: string;
}

/** Programs one tenant can have told. */
export const mostWebhooks = 10;

/** Milliseconds what happens is kept for a program that is paused. */
export const longestHold = 7 * 24 * 3_600_000;

/** Where the events of a webhook queue up, in place of a conversation. */
export function queueOf(webhookId: string): string {
  return `webhook:${webhookId}`;
}

/** The webhook a queue belongs to; null for a conversation. */
export function webhookOfQueue(conversationId: string): string | null {
  return /^webhook:(.+)$/.exec(conversationId)?.[1] ?? null;
}

/** Whether a program is to be told of it: one that chose no kinds of changes is told of all. */
export function wantsEvent({ kinds }: Webhook, event: RecordEvent): boolean {
  return kinds.length === 0 || kinds.some((kind) => event.kinds.includes(kind));
}

/** An event on its way to one program; the same event is the same delivery. */
export function eventDelivery(webhookId: string, event: RecordEvent, record: number | null): NewDelivery {
  return {
    key: `event:${webhookId}:${event.id}`,
    conversationId: queueOf(webhookId),
    kind: "event",
    body: { what: "event", id: event.id, event: JSON.stringify(event) },
    record,
    causedBy: null,
    priority: "normal",
  };
}

/** The secrets an event is signed with at a moment (ISO, UTC), the newest first. */
export function secretsOf({ secret, oldSecret, oldUntil }: Webhook, now: string): readonly string[] {
  return oldSecret !== null && oldUntil !== null && now < oldUntil ? [secret, oldSecret] : [secret];
}

/** How it stands with what a program was and is to be told, by its newest events. */
export interface WebhookStanding {
  /** When an event last arrived; ISO, UTC. */
  readonly arrivedAt: string | null;
  readonly waiting: number;
  /** Why the newest one that has not arrived did not, a kind of delivery error. */
  readonly error: DeliveryError | null;
}

/** What may be changed of a program that is told of changes. */
export type WebhookChange = Partial<Pick<Webhook, "kinds" | "pausedAt">> & {
  /** The kinds as whoever chooses new ones has seen them; left out, they are chosen whatever they were. */
  readonly seenKinds?: readonly AskedKind[];
};

/** What became of a change; `overtaken`: nothing was changed, for the kinds are no longer those that were seen. */
export type WebhookChanged = "changed" | "overtaken";

/** What webhooks need of a database. Events of changes are saved by `Store.saveTurn`, to those there are then. */
export interface WebhookStore {
  /** The programs of a tenant, oldest first, with their secrets. */
  listWebhooks(tenantId: string): Promise<readonly Webhook[]>;
  /** How it stands with its newest events, so many of them at most. */
  readWebhookStanding(tenantId: string, id: string, limit: number): Promise<WebhookStanding>;
  /** False where the tenant has that address already, or as many as it may have. */
  addWebhook(tenantId: string, webhook: Webhook): Promise<boolean>;
  /** Removes it with what still waits for it; false where there is none. */
  removeWebhook(tenantId: string, id: string): Promise<boolean>;
  /** Gives it a new secret; the present one becomes the old one. False where there is none. */
  rotateWebhook(
    tenantId: string,
    id: string,
    fresh: { readonly secret: string; readonly oldUntil: string },
  ): Promise<boolean>;
  /**
   * Changes what is given of it. What waits for one that goes on is due at once, and is tried as long as if it were new.
   * Null where there is none.
   */
  changeWebhook(
    tenantId: string,
    id: string,
    change: WebhookChange,
    at: string,
  ): Promise<WebhookChanged | null>;
  /** Saves an event of its own, to try a receiver with; false where there is no such webhook. */
  saveEvent(tenantId: string, webhookId: string, event: RecordEvent, at: string): Promise<boolean>;
}
