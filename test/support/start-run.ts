import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names a folder in which the test files of this run find a PostgreSQL server, once one of them has started it. */
export default function startRun(): void {
  const home = mkdtempSync(join(tmpdir(), "partner-support-run-"));
  // The server may run as another user.
  chmodSync(home, 0o755);
  process.env["TEST_POSTGRES_HOME"] = home;
}
