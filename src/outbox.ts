import type { ProductKit } from "./cards/create-card-kit";
import type { HoursOf, ListLeads } from "./escalation/case-hours";
import { createSender, type Sender, type SenderOptions, type SenderSettings } from "./escalation/deliver";
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

/** What is sent with, and from where; the settings left out are the usual ones. */
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
export function openOutbox(options: OutboxOptions): Outbox {
  const { database, settings, admission, log, now } = options;
  const token = settings.registration === null ? null : createTokenSource(settings.registration);
  const client = createConnectorClient({ token, isServiceAllowed: admission.isServiceAllowed });
  const store = createWakingStore(database, () => {
    sender.wake();
  });
  const references = createReferences({ store, now, log });
  const tools: WorkerTools = {
    ...{ store, now, sleep },
    report: (message, fields) => {
      log.warn(fields, message);
    },
  };
  const sender = openSender(options, tools, { client, references });
  return {
    ...{ store, sender, references, token },
    ...openWorkers(options, tools, token),
    call: (request) => client.call(request),
    readMember: (place) => client.readMember(place),
    async close() {
      client.close();
      await database.close();
    },
  };
}

/** What everything that works by itself here works with. */
type WorkerTools = Pick<SenderOptions, "now" | "sleep" | "report"> & { readonly store: Store };

function openSender(
  options: OutboxOptions,
  tools: WorkerTools,
  { client, references }: { readonly client: ConnectorClient; readonly references: References },
): Sender {
  const { settings, kit, renderers, hoursOf, sending, takesRequests, callMemory, watch } = options;
  const { store, now } = tools;
  const { defaultTimeZone } = settings;
  return createSender({
    ...tools,
    callMemory,
    call: (request, { kind, tenantId, record, attempts }) =>
      watch.send({ kind, tenantId, record, attempt: attempts + 1 }, () => client.call(request)),
    postEvent: createPostEvent({ isLocal: settings.registration === null }),
    draw: createDrawDelivery({ store, renderers, kit, hoursOf, defaultTimeZone, now }),
    random: Math.random,
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
}

/** What saves deliveries by the time of day, and what keeps who belongs to which team. */
function openWorkers(
  { settings, admission, hoursOf, listLeads, reminding }: OutboxOptions,
  tools: WorkerTools,
  token: Outbox["token"],
): Pick<Outbox, "reminders" | "digests" | "rosters"> {
  const { isServiceAllowed } = admission;
  return {
    reminders: createReminderWorker({
      ...tools,
      hoursOf,
      ...(listLeads === undefined ? {} : { listLeads }),
      ...(reminding === undefined ? {} : { settings: reminding }),
    }),
    digests: createDigestWorker({ ...tools, hoursOf: createDigestHours(settings) }),
    rosters: createRosterWorker({ ...tools, readRoster: createReadRoster({ token, isServiceAllowed }) }),
  };
}
