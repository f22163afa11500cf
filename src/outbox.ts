import { setTimeout as wait } from "node:timers/promises";
import type { CardKit } from "./cards/card-kit";
import { createSender, type Sender, type SenderSettings } from "./escalation/deliver";
import { createWakingStore } from "./escalation/waking-store";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import { takeRetryRequests } from "./storage/retry-requests";
import type { Store } from "./storage/store";
import type { Admission } from "./teams/bot";
import { createConnectorClient } from "./teams/connector-client";
import { createTokenSource } from "./teams/connector-token";
import { createDrawDelivery } from "./teams/draw-delivery";
import { createReferences, type References } from "./teams/references";
import type { Renderers } from "./teams/replies";

export interface OutboxOptions {
  readonly database: Store;
  readonly settings: Settings;
  readonly kit: CardKit;
  readonly renderers: Renderers;
  readonly admission: Admission;
  readonly log: Logger;
  readonly now: () => Date;
  readonly sending?: Partial<SenderSettings> | undefined;
}

/** Everything between a saved delivery and its arrival. */
export interface Outbox {
  /** The database; saving deliveries in it wakes the sender. */
  readonly store: Store;
  readonly sender: Sender;
  readonly references: References;
  /** Closes the connections and the database. */
  close(): Promise<void>;
}

/** Puts the sender, its connections and the store together; it sends nothing before `sender.start()`. */
export function openOutbox({ database, settings, log, now, ...options }: OutboxOptions): Outbox {
  const { kit, renderers, admission, sending } = options;
  const store = createWakingStore(database, () => {
    sender.wake();
  });
  const references = createReferences({ store, now: () => now().toISOString(), log });
  const client = createConnectorClient({
    token: settings.registration === null ? null : createTokenSource(settings.registration),
    isServiceAllowed: admission.isServiceAllowed,
  });
  const sender = createSender({
    store,
    call: (request) => client.call(request),
    draw: createDrawDelivery({ store, renderers, kit, defaultTimeZone: settings.defaultTimeZone, now }),
    now,
    random: Math.random,
    sleep,
    report(message, fields) {
      log.warn(fields, message);
    },
    closed: (tenantId, conversationId) => {
      references.forget(tenantId, conversationId);
    },
    // What `npm run deliveries -- --retry …` has left in the data folder.
    beforeLook: () =>
      takeRetryRequests(settings.dataDir, ({ tenantId, key }) =>
        store.retryDelivery(tenantId, key, now().toISOString()),
      ),
    ...(sending === undefined ? {} : { settings: sending }),
  });
  return {
    store,
    sender,
    references,
    async close() {
      client.close();
      await database.close();
    },
  };
}

/** A pause that ends early without an error. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
