import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { loadCatalogue } from "./catalogue/catalogue";
import type { ClockRules } from "./clocks/clock";
import { createRenderers } from "./create-renderers";
import { readCsvDirectory } from "./directory/csv-directory";
import type { CustomerDirectory } from "./directory/customer-directory";
import { createCalendarOf } from "./escalation/case-hours";
import type { SenderSettings } from "./escalation/deliver";
import type { ReminderSettings } from "./escalation/reminder-worker";
import { readLeads } from "./escalation/roles";
import { createHoursOf } from "./escalation/case-hours";
import { createDiskFileStore } from "./files/disk-file-store";
import { entraKeys } from "./http/api/token-caller";
import { createAdjustableClock } from "./local-chat/adjustable-clock";
import type { LimitMemory } from "./http/limit-memory";
import { createTurnLimit } from "./http/turn-limits";
import { localPeople } from "./local-chat/people";
import type { Logger } from "./log";
import { measureOldCases } from "./measure-old-cases";
import { loadPolicy } from "./policy/load-policy";
import type { Person } from "./records/record";
import { measureCase } from "./reports/case-facts";
import type { FileLimits } from "./records/case-file";
import { createSearchReader } from "./search/read-search";
import type { Settings } from "./settings";
import type { Store } from "./storage/store";
import { openEyes } from "./operations";
import { openKit } from "./open-kit";
import { openOutbox } from "./outbox";
import { openPrivacy } from "./open-privacy";
import { openDatabaseGuard } from "./storage/database-guard";
import { serve, type Serving } from "./serve";
import { openStore } from "./storage/open-store";
import { createThreadLock } from "./storage/thread-lock";
import type { Measure } from "./storage/save-facts";
import type { TeamsAuthentication } from "./teams/authentication";
import { createBot } from "./teams/bot";
import { createCaseSearch } from "./teams/case-search";
import { openChannel } from "./teams/channel";
import { openFileKeeper, type Patience } from "./teams/open-file-keeper";
import { tidySearch } from "./tidy-search";
import { createWatchedStore } from "./telemetry/watched-store";
import { createLearnAddress } from "./teams/learn-address";
import { createShowRoutes } from "./teams/show-routes";
import { createSelfTest } from "./teams/self-test";
import type { Workbench } from "./turns/turn";

/** The running product. */
export interface App extends Serving {
  /** The store as the turns see it, for tools in this process. */
  readonly store: Store;
}

/** This instance among others of its process, one in each thread. */
export interface WorkerPlace {
  /** From 1; the first has started before the others do. */
  readonly number: number;
  /** Of the lock by which they write one at a time. */
  readonly lockMemory: SharedArrayBuffer;
  readonly limitMemory: LimitMemory;
}

export interface AppOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Where the shipped files lie; the project's root. */
  readonly root: string;
  /** The SDK's authentication, when it is not the one the settings describe (tests with a key server). */
  readonly authentication?: TeamsAuthentication;
  /** Where the keys of tabs' tokens are, when not at Entra (tests with a key server). */
  readonly tokenKeys?: URL;
  /** Absent: this instance has its process to itself. */
  readonly worker?: WorkerPlace;
  readonly now?: () => Date;
  /** How patiently files are fetched, when not as in production. */
  readonly patience?: Patience;
  /** Pace and patience of the sender, where they are not the usual ones (tests). */
  readonly sending?: Partial<SenderSettings>;
  /** How often and how many records are looked at for reminders, where it is not as usual (tests). */
  readonly reminding?: Partial<ReminderSettings>;
}

/** The composition root: opens, connects and listens. Throws when a part cannot be opened; nothing is left open. */
export async function startApp({
  settings,
  log,
  root,
  authentication,
  tokenKeys = entraKeys,
  worker,
  now: untouched,
  patience = {},
  sending,
  reminding,
}: AppOptions): Promise<App> {
  const guard = await openDatabaseGuard(settings.database, {
    localNow: () => Date.now(),
    report: (message, fields) => {
      log.warn(fields, message);
    },
  });
  // Only the local chat can move it.
  const clock = createAdjustableClock(untouched ?? (() => new Date(Date.now() + guard.aheadMs())));
  const { now } = clock;
  const policy = loadPolicy();
  const catalogue = loadCatalogue();
  const directory = openDirectory(settings, root);
  const kit = openKit({ settings, policy, catalogue, origin: () => channel.place.origin, log });
  const isFirst = worker === undefined || worker.number === 1;
  const engine = await openStore(
    settings.database,
    createMeasure(kit.clocks, settings),
    worker && {
      isFirst,
      lock: createThreadLock(worker.lockMemory, worker.number),
      threads: settings.workers,
    },
  ).catch((error: unknown) => {
    guard.close();
    throw error;
  });
  const eyes = await openEyes({ settings, engine, log, now });
  const { watch } = eyes;
  const database = createWatchedStore(engine, watch);
  const renderers = createRenderers(kit);
  const channel = openChannel({ settings, log, watch, now, authentication, memory: worker?.limitMemory });
  const { admission } = channel;
  const listRoutes = (tenantId: string) => database.listRoutes(tenantId);
  const { business, quietHours } = settings;
  const hoursOf = createHoursOf({ rules: kit.clocks, business, quietHours, listRoutes });
  const outbox = openOutbox({
    ...{ database, settings, kit, renderers, admission, log, now, sending, reminding, watch },
    hoursOf,
    takesRequests: isFirst,
    callMemory: worker?.limitMemory.calls,
    listLeads: (tenantId) => readLeads(database, tenantId, listLeads(settings)),
  });
  const { store } = outbox;
  const files = createDiskFileStore(join(settings.dataDir, "files"));
  const privacy = openPrivacy({ store, files, settings, now, log, takesRequests: isFirst });
  const bench: Workbench = {
    store,
    directory,
    catalogue,
    edition: policy.editions[settings.edition],
    caseAccess: settings.caseAccess,
    leads: listLeads(settings),
    switches: { strictTechnicalVehicle: settings.strictTechnicalVehicle },
    hoursOf,
    now: () => now().toISOString(),
    newId: randomUUID,
    fileLimits: limitFiles(settings),
    erase: privacy.erase,
  };
  const keeper = openFileKeeper({
    bench,
    channel,
    text: renderers.text,
    dataDir: settings.dataDir,
    patience,
    log,
  });
  const bot = createBot({
    ...channel,
    bench,
    renderers,
    references: outbox.references,
    watch,
    learnAddress: createLearnAddress(outbox),
    showRoutes: createShowRoutes({ ...outbox, renderers }),
    selfTest: createSelfTest({
      ...{ ...outbox, ...bench, renderers, log },
      database: settings.database.kind,
    }),
    caseSearch: createCaseSearch({ ...settings, bench, kit, renderers, log }),
    defaultTimeZone: settings.defaultTimeZone,
    ...(settings.registration === null ? {} : { limit: createTurnLimit(now, worker?.limitMemory) }),
    onFiles: () => {
      keeper.wake();
    },
    log,
  });
  const measuring = measureOldCases(store, log);
  const tidying = tidySearch(store, log);
  const endWork = async (): Promise<void> => {
    await Promise.all([keeper.stop(), bot.stop(), measuring.stop(), tidying.stop(), privacy.worker.stop()]);
  };
  const close = async (): Promise<void> => {
    guard.close();
    await endWork();
    channel.close();
    await outbox.close();
    await eyes.close();
  };
  try {
    const readSearch = createSearchReader(catalogue);
    const desk = { bench, kit, files, readSearch, isLocal: settings.registration === null };
    const serving = await serve(
      {
        settings,
        root,
        memory: worker?.limitMemory,
        clock,
        outbox,
        eyes,
        guard,
        desk,
        tokenKeys,
        log,
        endWork,
      },
      bot,
      channel,
      close,
    );
    // Files that were sent before a restart are fetched now.
    keeper.wake();
    privacy.worker.start();
    return { ...serving, store };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Response times count by the calendar of the team that has the case. */
function createMeasure(clocks: ClockRules, { business }: Settings): Measure {
  const calendarOf = createCalendarOf(clocks.calendar, business);
  return (record, history, country) =>
    measureCase({ record, history }, { ...clocks, calendar: calendarOf(country) });
}

/** In the local chat, somebody plays the lead. */
function listLeads({ leads, registration }: Settings): readonly Person[] {
  const named = leads.map((id) => ({ id, name: "" }));
  if (registration !== null) return named;
  const played = localPeople.filter(({ role }) => role === "lead");
  return [...named, ...played.map(({ aadObjectId: id, name }) => ({ id, name }))];
}

const megabyte = 1024 * 1024;

function limitFiles({ fileLimit }: Settings): FileLimits {
  return { fileBytes: fileLimit * megabyte, caseBytes: 50 * megabyte, caseFiles: 20 };
}

function openDirectory({ mode, customersFile }: Settings, root: string): CustomerDirectory {
  if (customersFile !== undefined) return readCsvDirectory(customersFile);
  if (mode === "local") return readCsvDirectory(join(root, "src/directory/demo-customers.csv"));
  return { list: () => Promise.resolve([]) };
}
