import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Names a folder in which the test files of this run find a PostgreSQL server, once one of them has started it, and tells
 * those that run what was built whether it is older than its source.
 */
export default function startRun(): void {
  const home = mkdtempSync(join(tmpdir(), "partner-support-run-"));
  // The server may run as another user.
  chmodSync(home, 0o755);
  process.env["TEST_POSTGRES_HOME"] = home;
  const build = join(__dirname, "../../src/build.mjs");
  if (spawnSync(process.execPath, [build, "--check"]).status !== 0) process.env["STALE_BUILD"] = "1";
}
