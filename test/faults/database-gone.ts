import { setTimeout as wait } from "node:timers/promises";
import { startChannel } from "../support/channel-server";
import { query, startPostgres } from "../support/postgres-server";
import { waitUntil } from "../support/wait-until";
import { startCrowd } from "./crowd";
import { needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

export const databaseGone: FaultProgram = {
  name: "database-gone",
  title: "PostgreSQL stopped while people work, and back",
  limit: { short: 150, long: 400 },
  missing: needsPostgres,
  async run(run) {
    const away = run.isShort ? 5 : 60;
    for (const signal of run.isShort ? (["SIGQUIT"] as const) : (["SIGINT", "SIGQUIT"] as const)) {
      const how = signal === "SIGINT" ? "stopped" : "as after a loss of power";
      const told: string[] = [];
      await run.row(`${how}, away for ${away} s`, async (findings) => {
        told.push(...(await goAway(run, { signal, away }, findings)));
      });
      told.forEach((sentence) => {
        run.say(sentence);
      });
      await run.cleanUp();
    }
  },
};

interface Absence {
  readonly signal: "SIGINT" | "SIGQUIT";
  /** Seconds. */
  readonly away: number;
}

/** Milliseconds a click may take, a database or not: then the server itself answers. */
const longest = 12_000;

async function goAway(
  run: FaultRun,
  { signal, away }: Absence,
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
  const instance = await ground.start();
  const isReady = async (): Promise<number> => (await fetch(`${instance.origin}/readyz`)).status;
  const during: { status: number; ms: number; isRefusal: boolean }[] = [];
  let isAway = false;
  const crowd = startCrowd(instance.origin, {
    people: 8,
    tenants,
    onTry(status, ms, isRefusal) {
      if (isAway) during.push({ status, ms, isRefusal });
      if (ms > longest + 3000) findings.wrong(`a click took ${ms.toFixed(0)} ms`);
      if (status !== 200 && status !== 503) findings.wrong(`a click was answered ${status}`);
    },
  });
  await wait(1500);
  if ((await isReady()) !== 200) findings.wrong("it was not ready before");

  await server.end(signal);
  isAway = true;
  await waitUntil(isReady, (status) => status === 503, 10_000);
  await wait(away * 1000);
  isAway = false;
  await server.start();
  const back = performance.now();
  await waitUntil(isReady, (status) => status === 200, 30_000);
  const recovered = (performance.now() - back) / 1000;
  if (recovered > 10) findings.wrong(`ready again only after ${recovered.toFixed(1)} s`);
  await wait(1500);

  const { walks } = await crowd.stop();
  findings.met(walks.length);
  await judgeCases(ground, { walks, channel, patience: 120_000 }, findings);
  if (!instance.isAlive()) findings.wrong("it has ended");
  const refusals = during.filter(({ isRefusal }) => isRefusal).length;
  if (refusals === 0) findings.wrong("nobody was told to try again");
  const slowest = Math.max(...during.map(({ ms }) => ms)) / 1000;
  return [
    `while it was away: ${refusals} of ${during.length} clicks were asked to try again, the slowest after ${slowest.toFixed(1)} s; ready again ${recovered.toFixed(1)} s after it was back`,
  ];
}
