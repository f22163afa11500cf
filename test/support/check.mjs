// Types, lint and format, in two rows that go side by side: each takes a core for itself, and the linter alone takes as
// long as all else. A row ends with what first fails in it; the other goes on, so that one run tells of both.
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
/** A program that is no export of its package, but always beside its manifest. */
const programOf = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);
const compiler = programOf("typescript", "bin/tsc");

const rows = [
  [[programOf("eslint", "bin/eslint.js"), "."]],
  [
    [join(root, "src/build.mjs")],
    [compiler, "-p", "test"],
    [compiler, "-p", "src/tab"],
    [programOf("prettier", "bin/prettier.cjs"), "--check", ".", "--log-level", "warn"],
  ],
];

const passed = await Promise.all(rows.map(runRow));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function runRow(row) {
  for (const command of row) if (!(await run(command))) return false;
  return true;
}

/** What it says comes out in one piece when it has ended, not between the lines of the other row. */
function run(command) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.stderr.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}
