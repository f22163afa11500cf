import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createDiskFileStore } from "../../src/files/disk-file-store";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { png } from "../support/sample-files";
import { person, startTestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";
import { makeFolder } from "./ground";
import type { FaultRun, Findings } from "./program";
import { fill } from "./small-disk";

/** A file for which there is no room is refused and leaves nothing; with room it is kept. */
export async function saveFiles(folder: string, findings: Findings): Promise<void> {
  const place = join(folder, "files");
  const files = createDiskFileStore(place);
  await files.save("tenant", "small", Buffer.alloc(1000));
  const before = listFiles(place).length;
  const makeRoom = fill(folder);
  for (let count = 0; count < 20; count += 1) {
    findings.met(1);
    const kept = await files.save("tenant", `file-${count}`, Buffer.alloc(2_000_000)).then(
      () => true,
      () => false,
    );
    if (kept) findings.wrong("a file was kept without room");
  }
  const left = listFiles(place);
  if (left.length !== before) findings.wrong(`half files were left: ${left.join()}`);
  makeRoom();
  await files.save("tenant", "again", Buffer.alloc(2_000_000));
  findings.met(1);
}

/** Somebody sends a file for which there is no room: they are told, nothing of it stays, and with room it is kept. */
export async function sendFiles(run: FaultRun, folder: string, findings: Findings): Promise<void> {
  const dataDir = makeFolder(run);
  const place = join(folder, "chat");
  mkdirSync(place);
  symlinkSync(place, join(dataDir, "files"));
  const app = await startTestApp({ DATA_DIR: dataDir });
  run.defer(() => app.stop());
  const chatter = createChatter(app, person(0));
  await chatter.open();
  await chatter.say("Nobody can send mail");
  await walkDialog(chatter, escalation, { newCustomer: "contoso.com" });
  const refusals = (): number =>
    chatter.messages().filter(({ text }) => text.includes("could not be saved")).length;
  const makeRoom = fill(folder);
  const names = ["one.png", "two.png"];
  await chatter.send(names.map((name) => ({ name, bytes: png })));
  findings.met(names.length);
  await waitUntil(refusals, (count) => count === names.length).catch(() => undefined);
  for (let count = refusals(); count < names.length; count += 1)
    findings.lost("the word that a file was not kept");
  const left = listFiles(place);
  if (left.length > 0) findings.wrong(`half files were left: ${left.join()}`);
  makeRoom();
  await chatter.send([{ name: "again.png", bytes: png }]);
  findings.met(1);
  await waitUntil(
    () => listFiles(place).length,
    (count) => count === 1,
  ).catch(() => {
    findings.lost("a file for which there was room");
  });
  for (let more = names.length; more < refusals(); more += 1) findings.doubled("the word of a file not kept");
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) =>
    one.isFile() ? [one.name] : [],
  );
}
