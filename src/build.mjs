// Builds what is missing: compiles only when a source is newer than the last build, so that the commands of
// package.json start at once.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "dist", ".built");
const projects = ["tsconfig.json", "src/local-chat/page/tsconfig.json"];

if (!isFresh()) build();

function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((file) => join("src", file));
  return [...sources, "tsconfig.json", "package.json"].every(
    (file) => statSync(join(root, file)).mtimeMs <= built,
  );
}

function build() {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  // Taken before compiling: what is saved meanwhile is newer than the stamp.
  const started = new Date();
  for (const project of projects) {
    const { status } = spawnSync(process.execPath, [compiler, "-p", project], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
}
