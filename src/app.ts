import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createCardKit } from "./cards/create-card-kit";
import { createCardRenderer } from "./cards/render-card";
import { createTextRenderer } from "./cards/render-text";
import { loadCatalogue } from "./catalogue/catalogue";
import type { BusinessCalendar } from "./clocks/business-calendar";
import type { ClockRules } from "./clocks/clock";
import { fingerprintRules } from "./clocks/rules-fingerprint";
import { loadCalendar } from "./clocks/load-calendar";
import { readCsvDirectory } from "./directory/csv-directory";
import type { CustomerDirectory } from "./directory/customer-directory";
import { createCalendarOf } from "./escalation/case-hours";
import type { SenderSettings } from "./escalation/deliver";
import type { ReminderSettings } from "./escalation/reminder-worker";
import { renderHandOverFile } from "./hand-over/hand-over-file";
import { readLeads } from "./escalation/roles";
import { createHoursOf } from "./escalation/case-hours";
import { createDiskFileStore } from "./files/disk-file-store";
import type { Desk } from "./http/api/desk";
import { identifyLocally } from "./http/api/local-caller";
import { mountApi } from "./http/api/mount-api";
import { entraKeys, identifyByToken } from "./http/api/token-caller";
import { mountCaseLinks } from "./http/case-links";
import { listen } from "./http/listen";
import { createAdjustableClock, type AdjustableClock } from "./local-chat/adjustable-clock";
import { connectorPath, mountConnector, mountLocalChat } from "./http/local-routes";
import { refuseForeign } from "./http/refuse-foreign";
import { mountOperatorRoutes } from "./http/operator-routes";
import { createServer, listRoutes, type Route } from "./http/server";
import { createTurnLimit } from "./http/turn-limits";
import { mountTab } from "./http/tab/mount-tab";
import { createStopGate } from "./http/stop-gate";
import { createLocalConnector } from "./local-chat/connector";
import type { LocalConnector } from "./local-chat/connector-types";
import { createLocalChat } from "./local-chat/local-chat";
import { localPeople, localTenantId } from "./local-chat/people";
import { createPostToBot } from "./local-chat/post-to-bot";
import { createTranscriptKeeper, readTranscript, type TranscriptKeeper } from "./local-chat/transcript";
import type { Logger } from "./log";
import { measureOldCases } from "./measure-old-cases";
import { tabReportsLink, tabReportsPath } from "./links/tab-link";
import { loadPolicy } from "./policy/load-policy";
import { formatRecordNumber, type Person } from "./records/record";
import { measureCase } from "./reports/case-facts";
import { type FileLimits, listAttachments } from "./records/case-file";
import { createSearchReader } from "./search/read-search";
import type { Settings } from "./settings";
import type { Store } from "./storage/store";
import { type Eyes, openEyes, openReadiness, readersOf } from "./operations";
import { openOutbox, type Outbox } from "./outbox";
import { openPrivacy } from "./open-privacy";
import { type DatabaseGuard, openDatabaseGuard } from "./storage/database-guard";
import { openStore } from "./storage/open-store";
import type { Measure } from "./storage/save-facts";
import type { TeamsAuthentication } from "./teams/authentication";
import { createBot, type Bot } from "./teams/bot";
import { createCaseSearch } from "./teams/case-search";
import { type Channel, openChannel } from "./teams/channel";
import { openFileKeeper, type Patience } from "./teams/open-file-keeper";
import type { Renderers } from "./teams/replies";
import { tidySearch } from "./tidy-search";
import { createWatchedStore } from "./telemetry/watched-store";
import { createLearnAddress } from "./teams/learn-address";
import { createShowRoutes } from "./teams/show-routes";
import { createSelfTest } from "./teams/self-test";
import type { Workbench } from "./turns/turn";

/** The running product. */
export interface App {
  /** The store as the turns see it, for tools in this process. */
  readonly store: Store;
  /** The address of the local chat, or of the messaging endpoint's server. */
  readonly address: string;
  readonly connector: LocalConnector | null;
  /** Every route it answers, for tools in this process. */
  readonly routes: readonly Route[];
  stop(): Promise<void>;
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
  const switches = { strictTechnicalVehicle: settings.strictTechnicalVehicle };
  const kit = {
    ...createCardKit({
      policy,
      catalogue,
      switches,
      calendar: openCalendar(settings, log),
      targets: settings.targets,
    }),
    linkToCase: linkCases(settings, () => channel.place.origin),
    linkToReports: linkReports(settings, () => channel.place.origin),
  };
  const engine = await openStore(settings.database, createMeasure(kit.clocks, settings)).catch(
    (error: unknown) => {
      guard.close();
      throw error;
    },
  );
  const eyes = await openEyes({ settings, engine, log, now });
  const { watch } = eyes;
  const database = createWatchedStore(engine, watch);
  const words = createTextRenderer(kit);
  const text = words.renderText;
  const renderers: Renderers = {
    card: createCardRenderer(kit),
    text,
    summary: words.summarise,
    recordFile: ({ record, history, files }, audience) =>
      renderHandOverFile(record, history, { kit, audience, files: listAttachments(files) }),
  };
  const channel = openChannel({ settings, log, authentication });
  const { admission } = channel;
  const listLeadsOf = (tenantId: string) => readLeads(database, tenantId, listLeads(settings));
  const listRoutes = (tenantId: string) => database.listRoutes(tenantId);
  const { business, quietHours } = settings;
  const hoursOf = createHoursOf({ rules: kit.clocks, business, quietHours, listRoutes });
  const outbox = openOutbox({
    ...{ database, settings, kit, renderers, admission, log, now, sending, reminding, watch },
    hoursOf,
    listLeads: listLeadsOf,
  });
  const { store } = outbox;
  const files = createDiskFileStore(join(settings.dataDir, "files"));
  const privacy = openPrivacy({ store, files, settings, now, log });
  const bench: Workbench = {
    store,
    directory,
    catalogue,
    edition: policy.editions[settings.edition],
    caseAccess: settings.caseAccess,
    leads: listLeads(settings),
    switches,
    hoursOf,
    now: () => now().toISOString(),
    newId: randomUUID,
    fileLimits: limitFiles(settings),
    erase: privacy.erase,
  };
  const keeper = openFileKeeper({ bench, channel, text, dataDir: settings.dataDir, patience, log });
  const bot = createBot({
    ...channel,
    bench,
    renderers,
    references: outbox.references,
    watch,
    learnAddress: createLearnAddress(outbox),
    showRoutes: createShowRoutes({ ...outbox, renderers }),
    selfTest: createSelfTest({ ...outbox, ...bench, renderers, log }),
    caseSearch: createCaseSearch({ ...settings, bench, kit, renderers, log }),
    defaultTimeZone: settings.defaultTimeZone,
    ...(settings.registration === null ? {} : { limit: createTurnLimit(now) }),
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
    channel.replyClient.close();
    await outbox.close();
    await eyes.close();
  };
  try {
    const readSearch = createSearchReader(catalogue);
    const desk = { bench, kit, files, readSearch, isLocal: settings.registration === null };
    const app = await serve(
      { settings, root, clock, outbox, eyes, guard, desk, tokenKeys, log, endWork },
      bot,
      channel,
      close,
    );
    // Files that were sent before a restart are fetched now.
    keeper.wake();
    privacy.worker.start();
    return app;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Links to cases lead to the domain of the registration, in local mode to this server. */
function linkCases({ registration, domain }: Settings, origin: () => string) {
  return (number: number): string | null => {
    const base = registration === null ? origin() : domain === null ? null : `https://${domain}`;
    return base === null ? null : `${base}/cases/${formatRecordNumber(number)}`;
  };
}

/** The reports open in Teams, in local mode in the tab on this server. */
function linkReports({ registration, teamsAppId, domain }: Settings, origin: () => string) {
  return (): string | null => {
    if (registration === null) return `${origin()}${tabReportsPath}`;
    return teamsAppId === null || domain === null ? null : tabReportsLink(teamsAppId, domain);
  };
}

/** Response times count by the calendar of the team that has the case. */
function createMeasure(clocks: ClockRules, { business }: Settings): Measure {
  const calendarOf = createCalendarOf(clocks.calendar, business);
  return (record, history, country) =>
    measureCase({ record, history }, { ...clocks, calendar: calendarOf(country) });
}

function openCalendar({ business }: Settings, log: Logger): BusinessCalendar {
  const { calendar, knowsHolidays } = loadCalendar(business);
  if (!knowsHolidays && business.country !== null)
    log.warn({ country: business.country }, "no holidays are known for this country");
  return calendar;
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

interface Served {
  readonly settings: Settings;
  readonly root: string;
  readonly outbox: Outbox;
  readonly clock: AdjustableClock;
  readonly desk: Desk;
  readonly eyes: Eyes;
  readonly guard: DatabaseGuard;
  readonly tokenKeys: URL;
  readonly log: Logger;
  /** Ends what goes on beside the turns of people. */
  readonly endWork: () => Promise<void>;
}

/** The messaging endpoint, and in local mode the chat beside it. */
async function serve(served: Served, bot: Bot, { place }: Channel, close: () => Promise<void>): Promise<App> {
  const { settings, clock, outbox, eyes, tokenKeys, endWork } = served;
  const isLocal = settings.registration === null;
  const watched: Bot = { ...bot, receive: (...sent) => eyes.watch.request(() => bot.receive(...sent)) };
  const guard = isLocal
    ? { refuse: (request: Parameters<typeof refuseForeign>[0]) => refuseForeign(request) }
    : { isTokenNeeded: true };
  const server = createServer({ bot: watched, ...guard });
  const chat = isLocal ? openLocalChat(settings.dataDir, () => place.origin, clock.now) : null;
  if (chat !== null) {
    mountConnector(server, chat.connector);
    const onClockMoved = (): void => {
      outbox.reminders.wake();
      outbox.digests.wake();
      outbox.sender.wake();
    };
    const countDeliveries = () => eyes.readOutbox().then(({ counts }) => counts);
    const { connector } = chat;
    mountLocalChat(server, createLocalChat({ connector, clock, onClockMoved, countDeliveries }));
  }
  openApi(server, served);
  openTab(server, served);
  openCaseLinks(server, served);
  const readiness = openReadiness(settings, eyes, tokenKeys, served.guard);
  mountOperatorRoutes(server, { readiness, meter: eyes.meter, metricsFor: readersOf(settings) });
  await lookAgainByNewRules(served);
  const gate = createStopGate(server);
  const listening = await listen(server, settings.host, settings.port);
  const { origin } = listening;
  place.origin = origin;
  outbox.sender.start();
  outbox.reminders.start();
  outbox.digests.start();
  outbox.rosters.start();
  return {
    address: isLocal ? `${origin}/local/` : origin,
    store: outbox.store,
    connector: chat?.connector ?? null,
    routes: listRoutes(server),
    async stop() {
      readiness.stop();
      gate.endConnections();
      await wait(settings.drainSeconds * 1000);
      gate.shut();
      // Before the server: calls under way may be answered by it, and what they led to is saved.
      await Promise.all([
        outbox.sender.stop(),
        outbox.reminders.stop(),
        outbox.digests.stop(),
        outbox.rosters.stop(),
        gate.settled(turnPatience),
      ]);
      await endWork();
      // Who comes last hears a refusal rather than nothing.
      if (settings.drainSeconds > 0) await wait(refusalLasts);
      await listening.close();
      chat?.transcript.flush();
      await close();
    },
  };
}

/** Milliseconds turns under way may take to end when the program stops. */
const turnPatience = 12_000;
/** Milliseconds in which new requests are refused before connections are. */
const refusalLasts = 500;

function openApi(
  server: Parameters<typeof mountApi>[0],
  { settings: { registration }, clock: { now }, desk, tokenKeys, log }: Served,
): void {
  const identify =
    registration === null ? identifyLocally : identifyByToken({ ...registration, keys: tokenKeys, now });
  mountApi(server, { desk, identify, log });
}

/** Links to cases open the tab. */
function openCaseLinks(
  server: Parameters<typeof mountCaseLinks>[0],
  { settings: { registration, teamsAppId } }: Served,
): void {
  mountCaseLinks(server, { appId: teamsAppId, isLocal: registration === null });
}

/** The tab as it was built; in local mode one is somebody of the local chat there. */
function openTab(
  server: Parameters<typeof mountTab>[0],
  { settings: { registration, teamsAppId, domain }, root }: Served,
): void {
  const isLocal = registration === null;
  const people = localPeople.map(({ aadObjectId: id, name, role }) => ({ id, name, role }));
  mountTab(server, {
    folder: join(root, "dist/tab"),
    settings: { mode: isLocal ? "local" : "teams", people: isLocal ? people : [], appId: teamsAppId, domain },
  });
}

/** What was due by other settings is found out anew, by the looks that reminders take. */
async function lookAgainByNewRules({ settings, clock, desk: { bench, kit } }: Served): Promise<void> {
  const { business, targets } = settings;
  const responses = Object.entries(kit.policy.editions).map(([id, { severity }]) => [id, severity]);
  const fingerprint = fingerprintRules({ business, targets, plan: kit.clocks.plan, responses });
  await bench.store.applyDueRules(fingerprint, clock.now().toISOString());
}

function openLocalChat(
  dataDir: string,
  origin: () => string,
  now: () => Date,
): { readonly connector: LocalConnector; readonly transcript: TranscriptKeeper } {
  const file = join(dataDir, "local-chat.json");
  const transcript = createTranscriptKeeper(file);
  const connector = createLocalConnector({
    people: localPeople,
    tenantId: localTenantId,
    bot: { id: "28:partner-support", name: "Partner Support" },
    serviceUrl: () => `${origin()}${connectorPath}`,
    postToBot: createPostToBot(() => `${origin()}/api/messages`),
    now,
    newId: randomUUID,
    initial: readTranscript(file),
    onChange: (state) => {
      transcript.keep(state);
    },
  });
  return { connector, transcript };
}
