import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startChannel } from "../support/channel-server";
import type { Instance } from "../support/instance";
import { startCrowd } from "./crowd";
import { makeFolder, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import { saveFiles, sendFiles } from "./no-room-for-files";
import type { FaultProgram, FaultRun, Findings } from "./program";
import { fill, mountSmallDisk } from "./small-disk";

export const fullDisk: FaultProgram = {
  name: "full-disk",
  title: "no room left for the database and for files",
  limit: { short: 150, long: 240 },
  async run(run) {
    const mounted = mountSmallDisk(run);
    run.say(
      mounted === null
        ? "way: a limit on the size of files (no disk could be mounted); files of cases were not tried"
        : "way: a disk of 24 MB that was filled",
    );
    const folder = mounted ?? makeFolder(run);
    let refusals = 0;
    await run.row(
      () => `the database, ${refusals} refusals`,
      async (findings) => {
        refusals = await fillUnderLoad(run, { folder, isMounted: mounted !== null }, findings);
      },
    );
    if (mounted === null) return;
    await run.row("files of cases", (findings) => saveFiles(mounted, findings));
    await run.row("files sent to the chat", (findings) => sendFiles(run, mounted, findings));
  },
};

interface Disk {
  readonly folder: string;
  readonly isMounted: boolean;
}

async function fillUnderLoad(
  run: FaultRun,
  { folder, isMounted }: Disk,
  findings: Findings,
): Promise<number> {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 4 }, (_, place) => `tenant-${place}`);
  const dataDir = join(folder, "data");
  mkdirSync(dataDir, { recursive: true });
  const ground = await openGround(run, "SQLite", { serviceUrl: channel.serviceUrl, tenants, dataDir });
  // What could not be noted of a call under way is found out when its lease ends.
  const instance = await ground.start({ sending: { leaseMs: 3000, pollMs: 500 } });
  let refusals = 0;
  const crowd = startCrowd(instance.origin, {
    people: 8,
    tenants,
    onTry(status, _ms, isRefusal) {
      if (isRefusal) refusals += 1;
      if (status !== 200) findings.wrong(`a click was answered ${status}`);
    },
  });
  for (let round = 0; round < (run.isShort ? 1 : 5); round += 1) {
    const before = refusals;
    await wait(1000);
    const makeRoom = isMounted ? fill(folder) : limit(instance, dataDir);
    await wait(run.isShort ? 2000 : 8000);
    if (refusals === before) findings.wrong("nobody noticed that there was no room");
    makeRoom();
    await wait(1000);
  }
  const { walks } = await crowd.stop();
  findings.met(walks.length);
  await judgeCases(ground, { walks, channel, patience: 120_000 }, findings);
  if (!instance.isAlive()) findings.wrong("it has ended");
  await instance.stop();
  return refusals;
}

/** Lets no file grow beyond the largest there is. */
function limit(instance: Instance, dataDir: string): () => void {
  const sizes = readdirSync(dataDir).map((name) => statSync(join(dataDir, name)).size);
  instance.limitFiles(Math.max(...sizes));
  return () => {
    instance.limitFiles(null);
  };
}
