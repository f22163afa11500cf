import { setTimeout as wait } from "node:timers/promises";
import { startChannel } from "../support/channel-server";
import { findNginx, startNginx } from "../support/nginx";
import { startCrowd } from "./crowd";
import { needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

export const worker: FaultProgram = {
  name: "worker",
  title: "a sender stopped (SIGSTOP) with work in hand, and resumed",
  limit: { short: 150, long: 900 },
  missing: () => needsPostgres() ?? (findNginx() === null ? "nginx is not installed" : null),
  async run(run) {
    // The product's own lease is a minute.
    const leaseMs = run.isShort ? 1500 : 60_000;
    const pauses = run.isShort ? 1 : 3;
    const seconds = run.isShort ? 3 : 90;
    let unknown = 0;
    await run.row(`${pauses} pauses of ${seconds} s, a lease of ${leaseMs / 1000} s`, async (findings) => {
      unknown = await pause(run, { leaseMs, pauses, seconds }, findings);
    });
    run.say(`${unknown} cards of unknown outcome: under way when their sender was stopped`);
  },
};

interface Pauses {
  readonly leaseMs: number;
  readonly pauses: number;
  readonly seconds: number;
}

async function pause(
  run: FaultRun,
  { leaseMs, pauses, seconds }: Pauses,
  findings: Findings,
): Promise<number> {
  // Slow enough that there are calls under way.
  const channel = await startChannel({
    answer(_call, _response, take) {
      setTimeout(take, 150);
    },
  });
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 8 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, "PostgreSQL", { serviceUrl: channel.serviceUrl, tenants });
  const options = { sending: { leaseMs, pollMs: 500 } };
  const instances = await Promise.all([ground.start(options), ground.start(options)]);
  const balancer = await startNginx(instances.map(({ origin }) => origin));
  run.defer(() => balancer.stop());
  const crowd = startCrowd(balancer.origin, { people: 12, tenants });
  for (let count = 0; count < pauses; count += 1) {
    await wait(2000);
    const paused = instances[count % 2];
    paused?.child.kill("SIGSTOP");
    run.defer(() => paused?.child.kill("SIGCONT"));
    await wait(seconds * 1000);
    paused?.child.kill("SIGCONT");
  }
  await wait(1000);
  const { walks } = await crowd.stop();
  findings.met(walks.length);
  const { unknown } = await judgeCases(ground, { walks, channel, patience: leaseMs + 300_000 }, findings);
  if (unknown > pauses * 16) findings.wrong(`${unknown} outcomes are unknown, more than pauses can find`);
  if (instances.some((instance) => !instance.isAlive())) findings.wrong("an instance has ended");
  return unknown;
}
