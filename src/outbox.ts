import type { ProductKit } from "./cards/create-card-kit";
import type { HoursOf, ListLeads } from "./escalation/case-hours";
import { createSender, type Sender, type SenderSettings } from "./escalation/deliver";
import { createDigestHours } from "./escalation/digest-hours";
import { createDigestWorker, type DigestWorker } from "./escalation/digest-worker";
import {
  createReminderWorker,
  type ReminderSettings,
  type ReminderWorker,
} from "./escalation/reminder-worker";
import { createWakingStore } from "./escalation/waking-store";
import { createRosterWorker, type RosterWorker } from "./escalation/roster-worker";
import type { Logger } from "./log";
import type { Settings } from "./settings";
import { sleep } from "./sleep";
import { takeRetryRequests } from "./storage/retry-requests";
import type { Store } from "./storage/store";
import type { Watch } from "./telemetry/watch";
import type { Admission } from "./teams/admission";
import { type ConnectorClient, createConnectorClient } from "./teams/connector-client";
import { createTokenSource } from "./teams/connector-token";
import { createDrawDelivery } from "./teams/draw-delivery";
import { createReadRoster } from "./teams/read-roster";
import { createReferences, type References } from "./teams/references";
import type { Renderers } from "./teams/replies";
import { createPostEvent } from "./webhooks/post-event";

export interface OutboxOptions {
  readonly database: Store;
  readonly settings: Settings;
  readonly kit: ProductKit;
  readonly renderers: Renderers;
  readonly admission: Admission;
  readonly log: Logger;
  readonly now: () => Date;
  readonly sending?: Partial<SenderSettings> | undefined;
  readonly reminding?: Partial<ReminderSettings> | undefined;
  /** In which the calls of all threads of the process are counted. */
  readonly callMemory?: SharedArrayBuffer | undefined;
  readonly hoursOf: HoursOf;
  /** Whether it is here that what commands have left in the data folder is carried out: in one thread of a process. */
  readonly takesRequests: boolean;
  /** The leads of a tenant; absent where there are none. */
  readonly listLeads?: ListLeads;
  readonly watch: Pick<Watch, "send">;
}

/** Everything between a saved delivery and its arrival. */
export interface Outbox {
  /** The database; saving deliveries in it wakes the sender. */
  readonly store: Store;
  readonly sender: Sender;
  /** Saves the reminders of the cases as deliveries. */
  readonly reminders: ReminderWorker;
  /** Saves the weekly reports of channels as deliveries. */
  readonly digests: DigestWorker;
  /** Keeps who belongs to which team. */
  readonly rosters: RosterWorker;
  readonly references: References;
  readonly call: ConnectorClient["call"];
  readonly readMember: ConnectorClient["readMember"];
  /** The source of the bot's token; null in local mode. */
  readonly token: (() => Promise<string>) | null;
  /** Closes the connections and the database. */
  close(): Promise<void>;
}

/** Puts sender, reminders, connections and store together; nothing happens before the first two are started. */
export function openOutbox({ database, settings, log, now, ...options }: OutboxOptions): Outbox {
  const { kit, renderers, admission, sending, reminding, hoursOf, listLeads, takesRequests, watch } = options;
  const { callMemory } = options;
  const { defaultTimeZone } = settings;
  const report = (message: string, fields: Readonly<Record<string, unknown>>): void => {
    log.warn(fields, message);
  };
  const store = createWakingStore(database, () => {
    sender.wake();
  });
  const references = createReferences({ store, now, log });
  const token = settings.registration === null ? null : createTokenSource(settings.registration);
  const client = createConnectorClient({
    token,
    isServiceAllowed: admission.isServiceAllowed,
  });
  const sender = createSender({
    store,
    call: (request, { kind, tenantId, record, attempts }) =>
      watch.send({ kind, tenantId, record, attempt: attempts + 1 }, () => client.call(request)),
    postEvent: createPostEvent({ isLocal: settings.registration === null }),
    draw: createDrawDelivery({ store, renderers, kit, hoursOf, defaultTimeZone, now }),
    now,
    random: Math.random,
    sleep,
    report,
    callMemory,
    closed: (tenantId, conversationId) => {
      references.forget(tenantId, conversationId);
    },
    // What `npm run deliveries -- --retry …` has left in the data folder.
    beforeLook: async () => {
      if (!takesRequests) return;
      await takeRetryRequests(settings.dataDir, now, ({ tenantId, key }) =>
        store.retryDelivery(tenantId, key, now().toISOString()),
      );
    },
    ...(sending === undefined ? {} : { settings: sending }),
  });
  const digests = createDigestWorker({ store, hoursOf: createDigestHours(settings), now, sleep, report });
  const reminders = createReminderWorker({
    store,
    hoursOf,
    ...(listLeads === undefined ? {} : { listLeads }),
    now,
    sleep,
    report,
    ...(reminding === undefined ? {} : { settings: reminding }),
  });
  const { isServiceAllowed } = admission;
  const readRoster = createReadRoster({ token, isServiceAllowed });
  const rosters = createRosterWorker({ store, readRoster, now, sleep, report });
  return {
    store,
    sender,
    reminders,
    digests,
    rosters,
    references,
    call: (request) => client.call(request),
    readMember: (place) => client.readMember(place),
    token,
    async close() {
      client.close();
      await database.close();
    },
  };
}
