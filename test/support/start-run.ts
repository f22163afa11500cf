import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { findFastFolder } from "./fast-folder";

/**
 * Makes the folder of this run: all that its test files make lies in it, and they find a PostgreSQL server there, once one
 * of them has started it. Tells those that run what was built whether it is older than its source.
 */
export default function startRun(): void {
  const home = mkdtempSync(join(findFastFolder(), "partner-support-run-"));
  // The server may run as another user.
  chmodSync(home, 0o755);
  process.env["TEST_POSTGRES_HOME"] = home;
  const folder = join(home, "tmp");
  // Like the system's own: servers that run as other users keep folders there.
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
  process.env["TMPDIR"] = folder;
  const build = join(__dirname, "../../src/build.mjs");
  if (spawnSync(process.execPath, [build, "--check"]).status !== 0) process.env["STALE_BUILD"] = "1";
}
