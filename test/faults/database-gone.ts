import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { startChannel } from "../support/channel-server";
import { type PostgresServer, query, startPostgres } from "../support/postgres-server";
import { bring, writeMessage } from "../support/raw-messages";
import { waitUntil } from "../support/wait-until";
import { startCrowd } from "./crowd";
import { needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

export const databaseGone: FaultProgram = {
  name: "database-gone",
  title: "PostgreSQL stopped or frozen while people work, and back",
  limit: { short: 150, long: 600 },
  missing: needsPostgres,
  async run(run) {
    for (const absence of run.isShort ? short : long) {
      const told: string[] = [];
      await run.row(`${absence.how}, away for ${absence.away} s`, async (findings) => {
        told.push(...(await goAway(run, absence, findings)));
      });
      told.forEach((sentence) => {
        run.say(sentence);
      });
      await run.cleanUp();
    }
  },
};

interface Absence {
  readonly how: string;
  /** Seconds. */
  readonly away: number;
  readonly leave: (server: PostgresServer) => Promise<void> | void;
  readonly comeBack: (server: PostgresServer) => Promise<void> | void;
}

const stopped = {
  how: "stopped",
  leave: (server: PostgresServer) => server.end("SIGINT"),
  comeBack: (server: PostgresServer) => server.start(),
};
const powerless = {
  ...stopped,
  how: "as after a loss of power",
  leave: (server: PostgresServer) => server.end("SIGQUIT"),
};
const frozen = {
  how: "frozen (SIGSTOP)",
  leave: (server: PostgresServer) => {
    server.freeze();
  },
  comeBack: (server: PostgresServer) => {
    server.thaw();
  },
};
const short: readonly Absence[] = [
  { ...powerless, away: 5 },
  { ...frozen, away: 11 },
];
const long: readonly Absence[] = [
  { ...stopped, away: 60 },
  { ...powerless, away: 60 },
  { ...frozen, away: 20 },
  { ...frozen, away: 60 },
];

/** Milliseconds a click may take without a database: a silent one is waited for five seconds. */
const longest = 6000;

async function goAway(
  run: FaultRun,
  { how, away, leave, comeBack }: Absence,
  findings: Findings,
): Promise<readonly string[]> {
  const server = await startPostgres({ isDurable: true });
  run.defer(() => server.remove());
  await query(server.url("postgres"), "create database support");
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 4 }, (_, place) => `tenant-${place}`);
  const url = server.url("support");
  const ground = await openGround(run, "PostgreSQL", { serviceUrl: channel.serviceUrl, tenants, url });
  // What could not be noted of a call under way is found out when its lease ends.
  const instance = await ground.start({ sending: { leaseMs: 3000, pollMs: 500 } });
  const isReady = async (): Promise<number> => (await fetch(`${instance.origin}/readyz`)).status;
  const during: { status: number; ms: number; isRefusal: boolean }[] = [];
  let isAway = false;
  let left = Number.POSITIVE_INFINITY;
  const crowd = startCrowd(instance.origin, {
    people: 8,
    tenants,
    onTry(status, ms, isRefusal) {
      // What was begun before counts from when the database was away: a busy machine may have held it up till then.
      const waited = Math.max(0, Math.min(ms, performance.now() - left));
      if (isAway) during.push({ status, ms: waited, isRefusal });
      if (waited > longest + 1500) findings.wrong(`a click took ${waited.toFixed(0)} ms`);
      if (status !== 200 && status !== 503) findings.wrong(`a click was answered ${status}`);
    },
  });
  await wait(1500);
  if ((await isReady()) !== 200) findings.wrong("it was not ready before");

  const before = await instance.measure();
  left = performance.now();
  await leave(server);
  isAway = true;
  await waitUntil(isReady, (status) => status === 503, 10_000);
  const [typed] = await Promise.all([
    writeToBot(instance.origin, channel.serviceUrl, findings),
    wait(away * 1000),
  ]);
  isAway = false;
  await comeBack(server);
  const back = performance.now();
  await waitUntil(isReady, (status) => status === 200, 30_000);
  const recovered = (performance.now() - back) / 1000;
  if (recovered > 10) findings.wrong(`ready again only after ${recovered.toFixed(1)} s`);
  await wait(1500);

  const { walks } = await crowd.stop();
  findings.met(walks.length);
  await judgeCases(ground, { walks, channel, patience: 120_000 }, findings);
  if (!instance.isAlive()) findings.wrong("it has ended");
  await judgeConnections(url, findings);
  const { handles } = await instance.measure();
  if (handles > before.handles + 20) findings.wrong(`it held ${before.handles} handles, and now ${handles}`);
  const refusals = during.filter(({ isRefusal }) => isRefusal).length;
  if (refusals === 0) findings.wrong("nobody was told to try again");
  const slowest = Math.max(...during.map(({ ms }) => ms)) / 1000;
  return [
    `${how}: ${refusals} of ${during.length} clicks were asked to try again, the slowest after ${slowest.toFixed(1)} s, ${messages} typed messages within ${typed.toFixed(1)} s; ready again ${recovered.toFixed(1)} s after it was back`,
  ];
}

/** Typed messages while the database is away. */
const messages = 4;

/** Writes to the bot, at once in several chats; answers after how many seconds the last of them was answered. */
async function writeToBot(origin: string, serviceUrl: string, findings: Findings): Promise<number> {
  const begun = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: messages }, (_, place) =>
      bring(
        origin,
        writeMessage({ user: `writer-${place}`, tenantId: "tenant-0", serviceUrl }, "one", "help"),
      ),
    ),
  );
  const ms = performance.now() - begun;
  if (statuses.some((status) => status !== 200)) findings.wrong(`messages were answered ${statuses.join()}`);
  if (ms > longest + 1500) findings.wrong(`a message took ${ms.toFixed(0)} ms`);
  return ms / 1000;
}

const Counted = z.tuple([z.object({ many: z.number() })]);

/** The product keeps ten connections, and one that looks at the clock from time to time. */
async function judgeConnections(url: string, findings: Findings): Promise<void> {
  const counted = await query(
    url,
    "select count(*)::int as many from pg_stat_activity where datname = 'support' and pid <> pg_backend_pid()",
  );
  const [{ many }] = Counted.parse(counted);
  if (many > 12) findings.wrong(`${many} connections are open`);
}
