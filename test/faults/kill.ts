import { setTimeout as wait } from "node:timers/promises";
import { startChannel } from "../support/channel-server";
import { findPort } from "../support/find-port";
import type { Instance } from "../support/instance";
import { findNginx, startNginx } from "../support/nginx";
import { startCrowd } from "./crowd";
import { type Layout, nameLayout, needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

interface Setting extends Layout {
  readonly kills: number;
  readonly people: number;
}

/** Milliseconds instances run between two kills; time enough for a few hundred clicks. */
const life = { short: 700, long: 4000 };
/** The card of a case whose sender was killed is looked at when its lease of a minute has ended. */
const leases = { short: 1500, long: 60_000 };

export const kill: FaultProgram = {
  name: "kill",
  title: "kill -9 while people work",
  limit: { short: 150, long: 900 },
  missing: () => needsPostgres() ?? (findNginx() === null ? "nginx is not installed" : null),
  async run(run) {
    const { isShort } = run;
    const people = isShort ? 4 : 16;
    const settings: readonly Setting[] = [
      { engine: "SQLite", instances: 1, kills: isShort ? 1 : 10, people },
      { engine: "SQLite", instances: 1, workers: 2, kills: isShort ? 1 : 10, people },
      ...(isShort ? [] : [{ engine: "PostgreSQL", instances: 1, kills: 10, people } as const]),
      { engine: "PostgreSQL", instances: 2, kills: isShort ? 1 : 10, people },
    ];
    for (const setting of settings) {
      let result = { clicks: 0, unknown: 0 };
      const name = nameLayout(setting);
      await run.row(
        () => `${name}, ${setting.kills} kills, ${result.clicks} clicks`,
        async (findings) => {
          result = await killUnderLoad(run, setting, findings);
        },
      );
      if (result.unknown > 0)
        run.say(`${name}: ${result.unknown} cards of unknown outcome, whose senders are told to look`);
      await run.cleanUp();
    }
  },
};

async function killUnderLoad(
  run: FaultRun,
  { engine, instances: count, workers = 1, kills, people }: Setting,
  findings: Findings,
): Promise<{ readonly clicks: number; readonly unknown: number }> {
  // Slow enough that a kill finds calls under way.
  const channel = await startChannel({
    answer(_call, _response, take) {
      setTimeout(take, 30);
    },
  });
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: people / 2 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, engine, { serviceUrl: channel.serviceUrl, tenants });
  const leaseMs = run.isShort ? leases.short : leases.long;
  // Looks as often as the lease is long, or what a killed sender had taken would be found much later.
  const sending = { leaseMs, ...(run.isShort ? { pollMs: 500 } : {}) };
  const ports = await Promise.all(Array.from({ length: count }, findPort));
  const start = (port: number): Promise<Instance> => ground.start({ port, sending, workers });
  const instances = await Promise.all(ports.map(start));
  const origins = instances.map(({ origin }) => origin);
  const balancer = count === 1 ? null : await startNginx(origins);
  if (balancer !== null) run.defer(() => balancer.stop());
  const crowd = startCrowd(balancer?.origin ?? origins[0] ?? "", { people, tenants });
  for (let round = 0; round < kills; round += 1) {
    await wait(run.isShort ? life.short : life.long);
    const place = round % count;
    await instances[place]?.kill();
    instances[place] = await start(ports[place] ?? 0);
  }
  const { walks, clicks } = await crowd.stop();
  findings.met(walks.length);
  const { unknown } = await judgeCases(ground, { walks, channel, patience: leaseMs + 60_000 }, findings);
  if (unknown > kills * 16) findings.wrong(`${unknown} outcomes are unknown, more than kills can find`);
  return { clicks, unknown };
}
