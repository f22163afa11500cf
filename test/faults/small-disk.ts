import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./ground";
import type { FaultRun } from "./program";

/** A disk in memory, where the system lets us have one; null elsewhere. */
export function mountSmallDisk(run: FaultRun): string | null {
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

/** Takes all the room that is left; answers what makes room again. */
export function fill(folder: string): () => void {
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
