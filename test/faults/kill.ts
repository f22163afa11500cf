import { setTimeout as wait } from "node:timers/promises";
import { startChannel } from "../support/channel-server";
import { findPort } from "../support/find-port";
import type { Instance } from "../support/instance";
import { findNginx, startNginx } from "../support/nginx";
import { createPatientCarrier, type Walk, walkToRecord } from "../support/patient-person";
import { createRawClient } from "../support/raw-client";
import { type EngineName, needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

interface Setting {
  readonly engine: EngineName;
  readonly instances: 1 | 2;
  readonly kills: number;
  readonly people: number;
}

/** Milliseconds instances run between two kills; time enough for a few hundred clicks. */
const life = { short: 1000, long: 4000 };
/** The card of a case whose sender was killed is looked at when its lease of a minute has ended. */
const leases = { short: 3000, long: 60_000 };

export const kill: FaultProgram = {
  name: "kill",
  title: "kill -9 while people work",
  limit: { short: 60, long: 900 },
  missing: () => needsPostgres() ?? (findNginx() === null ? "nginx is not installed" : null),
  async run(run) {
    const { isShort } = run;
    const people = isShort ? 8 : 16;
    const settings: readonly Setting[] = [
      { engine: "SQLite", instances: 1, kills: isShort ? 2 : 20, people },
      ...(isShort ? [] : [{ engine: "PostgreSQL", instances: 1, kills: 20, people } as const]),
      { engine: "PostgreSQL", instances: 2, kills: isShort ? 2 : 20, people },
    ];
    for (const setting of settings) {
      let result = { clicks: 0, unknown: 0 };
      const name = `${setting.engine}, ${setting.instances === 1 ? "one instance" : "two behind nginx"}`;
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
  { engine, instances: count, kills, people }: Setting,
  findings: Findings,
): Promise<{ readonly clicks: number; readonly unknown: number }> {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: people / 2 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, engine, { serviceUrl: channel.serviceUrl, tenants });
  const leaseMs = run.isShort ? leases.short : leases.long;
  const ports = await Promise.all(Array.from({ length: count }, findPort));
  const start = (port: number): Promise<Instance> => ground.start({ port, sending: { leaseMs } });
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

/** People who walk one dialog after the other, each click brought until it is answered; every third goes to the desk. */
export function startCrowd(
  origin: string,
  { people, tenants }: { readonly people: number; readonly tenants: readonly string[] },
) {
  let isOver = false;
  let clicks = 0;
  const carry = createPatientCarrier({
    tries: 120,
    onTry: (status) => {
      if (status === 200) clicks += 1;
    },
  });
  const work = Promise.all(
    Array.from({ length: people }, async (_, place) => {
      const tenantId = tenants[place % tenants.length] ?? "raw";
      const client = createRawClient(origin, `person-${place}`, carry, tenantId);
      const walks: Walk[] = [];
      do walks.push(await walkToRecord(client, { tenantId, escalates: walks.length % 3 === 0 }));
      while (!isOver);
      return walks;
    }),
  );
  return {
    /** Lets everybody end the dialog they are in. */
    async stop() {
      isOver = true;
      const walks = (await work).flat();
      return { walks, clicks };
    },
  };
}
