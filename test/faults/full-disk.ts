import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createDiskFileStore } from "../../src/files/disk-file-store";
import { startChannel } from "../support/channel-server";
import type { Instance } from "../support/instance";
import { startCrowd } from "./crowd";
import { makeFolder, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";

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
    if (mounted !== null)
      await run.row("files of cases", async (findings) => {
        await saveFiles(mounted, findings);
      });
  },
};

/** A disk in memory, where the system lets us have one; null elsewhere. */
function mountSmallDisk(run: FaultRun): string | null {
  const folder = makeFolder(run);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  run.defer(() => {
    execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });
  });
  return folder;
}

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

/** Takes all the room that is left. */
function fill(folder: string): () => void {
  const ballast = join(folder, "ballast");
  const file = openSync(ballast, "w");
  for (let piece = 65_536; piece >= 512; piece /= 2) {
    try {
      for (;;) writeSync(file, Buffer.alloc(piece));
    } catch {
      // No room for a piece of this size.
    }
  }
  closeSync(file);
  return () => {
    rmSync(ballast);
  };
}

/** Lets no file grow beyond the largest there is. */
function limit(instance: Instance, dataDir: string): () => void {
  const sizes = readdirSync(dataDir).map((name) => statSync(join(dataDir, name)).size);
  instance.limitFiles(Math.max(...sizes));
  return () => {
    instance.limitFiles(null);
  };
}

/** A file for which there is no room is refused and leaves nothing; with room it is kept. */
async function saveFiles(folder: string, findings: Findings): Promise<void> {
  const place = join(folder, "files");
  const files = createDiskFileStore(place);
  const list = (): readonly string[] =>
    readdirSync(place, { recursive: true, withFileTypes: true }).flatMap((one) =>
      one.isFile() ? [one.name] : [],
    );
  await files.save("tenant", "small", Buffer.alloc(1000));
  const before = list().length;
  const makeRoom = fill(folder);
  for (let count = 0; count < 20; count += 1) {
    findings.met(1);
    const kept = await files.save("tenant", `file-${count}`, Buffer.alloc(2_000_000)).then(
      () => true,
      () => false,
    );
    if (kept) findings.wrong("a file was kept without room");
  }
  if (list().length !== before) findings.wrong(`half files were left: ${list().join()}`);
  makeRoom();
  await files.save("tenant", "again", Buffer.alloc(2_000_000));
  findings.met(1);
}
