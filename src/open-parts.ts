import { join } from "node:path";
import { type AppOptions, isFirstOf } from "./app-options";
import type { ProductKit } from "./cards/create-card-kit";
import { loadCatalogue } from "./catalogue/catalogue";
import { createRenderers } from "./create-renderers";
import { createHoursOf } from "./escalation/case-hours";
import { readLeads } from "./escalation/roles";
import { createDiskFileStore } from "./files/disk-file-store";
import type { FileKeeper } from "./files/file-keeper";
import type { FileStore } from "./files/file-store";
import { listLeads, openBench } from "./open-bench";
import type { Logger } from "./log";
import { type Database, openDatabase } from "./open-database";
import { openKit } from "./open-kit";
import { openPrivacy } from "./open-privacy";
import { type Eyes, openEyes } from "./operations";
import { openOutbox, type Outbox } from "./outbox";
import { loadPolicy } from "./policy/load-policy";
import { createWatchedStore } from "./telemetry/watched-store";
import { type Channel, openChannel } from "./teams/channel";
import { openFileKeeper } from "./teams/open-file-keeper";
import type { Renderers } from "./teams/replies";
import type { Workbench } from "./turns/turn";

/** What all else is opened on: the data, what is drawn with, and the ways to the database, to Teams and to whoever watches. */
interface Foundation extends Database {
  readonly kit: ProductKit;
  readonly renderers: Renderers;
  readonly eyes: Eyes;
  readonly channel: Channel;
}

/** Everything the product is made of but the bot and what listens; none of it works by itself yet. */
export interface Parts extends Foundation {
  readonly outbox: Outbox;
  readonly files: FileStore;
  readonly privacy: ReturnType<typeof openPrivacy>;
  readonly bench: Workbench;
  readonly keeper: FileKeeper;
}

interface Opened {
  close(): void | Promise<void>;
}

/**
 * Opens them in the order in which they need each other. Throws what says why one cannot be opened, and leaves nothing
 * open.
 */
export async function openParts(options: AppOptions): Promise<Parts> {
  const opened: Opened[] = [];
  try {
    return openRest(options, await openFoundation(options, opened));
  } catch (error) {
    await closeAll(opened.toReversed(), options.log);
    throw error;
  }
}

/** Closes each after the other, also where one cannot be closed: what is told is why the start failed. */
export async function closeAll(parts: readonly Opened[], log: Logger): Promise<void> {
  for (const part of parts) {
    try {
      await part.close();
    } catch (error) {
      log.error({ err: error }, "a part could not be closed after a start that failed");
    }
  }
}

function openRest(options: AppOptions, foundation: Foundation): Parts {
  const { settings, log, root, patience = {} } = options;
  const { dataDir } = settings;
  const { kit, renderers, channel, clock } = foundation;
  const { outbox, hoursOf } = openSending(options, foundation);
  const { store } = outbox;
  const files = createDiskFileStore(join(dataDir, "files"));
  const takesRequests = isFirstOf(options);
  const privacy = openPrivacy({ store, files, settings, now: clock.now, log, takesRequests });
  const { erase } = privacy;
  const bench = openBench({ settings, root, kit, store, hoursOf, erase, now: clock.now });
  const keeper = openFileKeeper({ bench, channel, text: renderers.text, dataDir, patience, log });
  return { ...foundation, outbox, files, privacy, bench, keeper };
}

/** Adds to `opened` what is to be closed. */
async function openFoundation(options: AppOptions, opened: Opened[]): Promise<Foundation> {
  const { settings, log, authentication, worker } = options;
  const policy = loadPolicy();
  const catalogue = loadCatalogue();
  const kit = openKit({ settings, policy, catalogue, origin: () => channel.place.origin, log });
  const renderers = createRenderers(kit);
  const database = await openDatabase(options, kit.clocks);
  const { engine, guard, clock } = database;
  const { now } = clock;
  opened.push(guard, engine);
  const eyes = await openEyes({ settings, engine, log, now });
  const { watch } = eyes;
  opened.push(eyes);
  const channel = openChannel({ settings, log, watch, now, authentication, memory: worker?.limitMemory });
  opened.push(channel);
  return { ...database, kit, renderers, eyes, channel };
}

/** The way of a saved delivery, and the hours it goes by. */
function openSending(options: AppOptions, { engine, kit, renderers, eyes, channel, clock }: Foundation) {
  const { settings, log, sending, reminding, worker } = options;
  const { business, quietHours } = settings;
  const { watch } = eyes;
  const database = createWatchedStore(engine, watch);
  const listRoutes = (tenantId: string) => database.listRoutes(tenantId);
  const hoursOf = createHoursOf({ rules: kit.clocks, business, quietHours, listRoutes });
  const outbox = openOutbox({
    ...{ database, settings, kit, renderers, log, sending, reminding, watch, hoursOf },
    admission: channel.admission,
    now: clock.now,
    takesRequests: isFirstOf(options),
    callMemory: worker?.limitMemory.calls,
    listLeads: (tenantId) => readLeads(database, tenantId, listLeads(settings)),
  });
  return { outbox, hoursOf };
}
