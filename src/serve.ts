import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fingerprintRules } from "./clocks/rules-fingerprint";
import type { Desk } from "./http/api/desk";
import { identifyLocally } from "./http/api/local-caller";
import { mountApi } from "./http/api/mount-api";
import { identifyByToken } from "./http/api/token-caller";
import { mountCaseLinks } from "./http/case-links";
import type { LimitMemory } from "./http/limit-memory";
import { listen } from "./http/listen";
import { mountConnector, mountLocalChat } from "./http/local-routes";
import { mountOperatorRoutes } from "./http/operator-routes";
import { refuseForeign } from "./http/refuse-foreign";
import { createServer, listRoutes, type Route } from "./http/server";
import { createStopGate } from "./http/stop-gate";
import { mountTab } from "./http/tab/mount-tab";
import type { AdjustableClock } from "./local-chat/adjustable-clock";
import type { LocalConnector } from "./local-chat/local-connector";
import { createLocalChat } from "./local-chat/local-chat";
import { localPeople } from "./local-chat/people";
import type { Logger } from "./log";
import { openLocalChat } from "./open-local-chat";
import { type Eyes, openReadiness, readersOf } from "./operations";
import type { Outbox } from "./outbox";
import type { Settings } from "./settings";
import type { DatabaseGuard } from "./storage/database-guard";
import type { Bot } from "./teams/bot";
import type { Channel } from "./teams/channel";

/** The product as it listens. */
export interface Serving {
  /** The address of the local chat, or of the messaging endpoint's server. */
  readonly address: string;
  /** The port that was really taken. */
  readonly port: number;
  readonly connector: LocalConnector | null;
  /** Every route it answers, for tools in this process. */
  readonly routes: readonly Route[];
  stop(): Promise<void>;
}

/** What is served, and by what. */
export interface Served {
  readonly settings: Settings;
  readonly root: string;
  readonly outbox: Outbox;
  readonly clock: AdjustableClock;
  readonly desk: Desk;
  readonly eyes: Eyes;
  readonly guard: DatabaseGuard;
  readonly tokenKeys: URL;
  readonly log: Logger;
  /** In which the limits are counted together with other threads; undefined where there are none. */
  readonly memory: LimitMemory | undefined;
  /** Ends what goes on beside the turns of people. */
  readonly endWork: () => Promise<void>;
}

/** Listens: the messaging endpoint, the interface for programs, the tab, and in local mode the chat beside them. */
export async function serve(
  served: Served,
  bot: Bot,
  { place }: Channel,
  close: () => Promise<void>,
): Promise<Serving> {
  const { settings, outbox, eyes, tokenKeys } = served;
  const { server, chat } = openServer(served, bot, () => place.origin);
  const readiness = openReadiness(settings, eyes, tokenKeys, served.guard);
  mountOperatorRoutes(server, { readiness, meter: eyes.meter, metricsFor: readersOf(settings) });
  await lookAgainByNewRules(served);
  const gate = createStopGate(server);
  const { host, port, workers: threads } = settings;
  const listening = await listen(server, { host, port, isShared: threads > 1 });
  const { origin } = listening;
  place.origin = origin;
  const workers = workersOf(outbox);
  for (const worker of workers) worker.start();
  return {
    address: chat === null ? origin : `${origin}/local/`,
    port: listening.port,
    connector: chat?.connector ?? null,
    routes: listRoutes(server),
    async stop() {
      readiness.stop();
      gate.endConnections();
      await wait(settings.drainSeconds * 1000);
      gate.shut();
      // Before the server: calls under way may be answered by it, and what they led to is saved.
      await Promise.all([...workers.map((worker) => worker.stop()), gate.settled(turnPatience)]);
      await served.endWork();
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

/** What goes on by itself, from when it is served until it stops. */
function workersOf({ sender, reminders, digests, rosters }: Outbox) {
  return [sender, reminders, digests, rosters];
}

/** Every route but the operator's. */
function openServer(served: Served, bot: Bot, origin: () => string) {
  const { settings, clock, outbox, eyes, memory } = served;
  const isLocal = settings.registration === null;
  const watched: Bot = { ...bot, receive: (...sent) => eyes.watch.request(() => bot.receive(...sent)) };
  const guard = isLocal
    ? { refuse: (request: Parameters<typeof refuseForeign>[0]) => refuseForeign(request) }
    : { isTokenNeeded: true };
  const server = createServer({
    bot: watched,
    ...guard,
    limits: memory === undefined ? {} : { underWay: new Int32Array(memory.inFlight) },
  });
  const chat = isLocal ? openLocalChat(settings.dataDir, origin, clock.now) : null;
  if (chat !== null) {
    const { connector } = chat;
    mountConnector(server, connector);
    const onClockMoved = (): void => {
      for (const worker of [outbox.reminders, outbox.digests, outbox.sender]) worker.wake();
    };
    const countDeliveries = () => eyes.readOutbox().then(({ counts }) => counts);
    mountLocalChat(server, createLocalChat({ connector, clock, onClockMoved, countDeliveries }));
  }
  openApi(server, served);
  openTab(server, served);
  openCaseLinks(server, served);
  return { server, chat };
}

function openApi(
  server: Parameters<typeof mountApi>[0],
  { settings: { registration, tabAppId }, clock: { now }, desk, tokenKeys, log, memory }: Served,
): void {
  const identify =
    registration === null
      ? identifyLocally
      : identifyByToken({ ...registration, appId: tabAppId ?? registration.appId, keys: tokenKeys, now });
  mountApi(server, { desk, identify, log, memory });
}

/** Links to cases open the tab. */
function openCaseLinks(
  server: Parameters<typeof mountCaseLinks>[0],
  { settings: { registration, teamsAppId, domain } }: Served,
): void {
  mountCaseLinks(server, { appId: teamsAppId, domain, isLocal: registration === null });
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
