import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { readNote } from "./postgres-note";

/** Ends the PostgreSQL server of this run, if a test file has started one. */
export default async function endRun(): Promise<void> {
  const home = process.env["TEST_POSTGRES_HOME"];
  if (home === undefined) return;
  const note = readNote(home);
  if (note !== null) await end(note.pid);
  rmSync(home, { recursive: true, force: true });
}

async function end(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  for (let tries = 0; tries < 200 && isAlive(pid); tries += 1) await wait(25);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
